package io.esgoperator.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.operator.turns.AnyInstances;
import io.esgoperator.operator.turns.RoundGate;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The machine's clock jumps; what waits for a time does so by the time that really passes. */
class MonotonicClockTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final MovableClock wall = new MovableClock();
  private long nanos;
  private final MonotonicClock clock = new MonotonicClock(wall, () -> nanos);
  private final Instant start = clock.instant();

  @Test
  void it_tells_the_time_of_the_other() {
    pass(SECOND);
    assertThat(clock.instant()).isEqualTo(wall.instant());
  }

  @Test
  void it_follows_a_jump_ahead() {
    wall.advance(HOUR);
    assertThat(clock.instant()).isEqualTo(start.plus(HOUR));
  }

  @Test
  void it_goes_on_when_the_other_is_set_back() {
    wall.advance(HOUR.negated());
    pass(SECOND);
    assertThat(clock.instant()).isEqualTo(start.plus(SECOND));
    pass(SECOND);
    assertThat(clock.instant()).isEqualTo(start.plus(SECOND).plus(SECOND));
  }

  @Test
  void it_follows_again_when_the_other_has_caught_up() {
    wall.advance(HOUR.negated());
    pass(SECOND);
    clock.instant();
    wall.advance(HOUR.multipliedBy(2));
    assertThat(clock.instant()).isEqualTo(wall.instant());
  }

  @Test
  void in_another_zone_it_goes_on_just_so() {
    MonotonicClock utc = new MonotonicClock(Clock.fixed(start, ZoneOffset.UTC), () -> nanos);
    Clock there = utc.withZone(ZoneOffset.ofHours(9));
    assertThat(utc.getZone()).isEqualTo(ZoneOffset.UTC);
    assertThat(there.getZone()).isEqualTo(ZoneOffset.ofHours(9));
    assertThat(there.instant()).isEqualTo(start);
  }

  @Test
  void a_clock_set_back_leaves_no_instance_in_front_of_the_gate() {
    RoundGate gate = AnyInstances.gate(clock);
    gate.enter(AnyInstances.round(key("inside"), Duration.ofMinutes(1)));
    gate.enter(AnyInstances.round(key("gone"), Duration.ofMinutes(1)));
    wall.advance(HOUR.negated());
    pass(Duration.ofMinutes(2));
    assertThat(gate.enter(AnyInstances.round(key("waits"), Duration.ofMinutes(1)))).isEmpty();
  }

  @Test
  void a_clock_that_jumps_ahead_lets_no_more_rounds_in_than_the_gate_is_wide() {
    RoundGate gate = AnyInstances.gate(clock);
    wall.advance(HOUR);
    assertThat(gate.enter(AnyInstances.round(key("first"), Duration.ofMinutes(1)))).isEmpty();
    assertThat(gate.enter(AnyInstances.round(key("second"), Duration.ofMinutes(1)))).isPresent();
  }

  @Test
  void a_clock_set_back_makes_no_answer_stay_fresh() {
    AtomicInteger questions = new AtomicInteger();
    Cached<Integer> cached = new Cached<>(questions::incrementAndGet, Duration.ofMinutes(1), clock);
    cached.get();
    wall.advance(HOUR.negated());
    pass(Duration.ofMinutes(2));
    assertThat(cached.get()).isEqualTo(2);
  }

  @Test
  void an_object_is_as_old_as_it_is_in_sight() {
    clock.ageOf(pod(1));
    pass(Duration.ofSeconds(7));
    clock.ageOf(pod(2));
    pass(Duration.ofSeconds(2));
    assertThat(clock.ageOf(pod(1))).isEqualTo(Duration.ofSeconds(9));
    assertThat(clock.ageOf(pod(2))).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void the_time_of_its_creation_by_another_clock_does_not_count() {
    Pod pod = pod(1);
    pod.getMetadata().setCreationTimestamp("1999-01-01T00:00:00Z");
    assertThat(clock.ageOf(pod)).isZero();
  }

  @Test
  void of_very_many_objects_the_first_ones_are_forgotten() {
    IntStream.rangeClosed(1, 10_001).forEach(number -> clock.ageOf(pod(number)));
    pass(Duration.ofSeconds(1));
    assertThat(clock.ageOf(pod(2))).isEqualTo(Duration.ofSeconds(1));
    assertThat(clock.ageOf(pod(1))).isZero();
  }

  private static InstanceKey key(String name) {
    return new InstanceKey("of-" + name, name, name);
  }

  private void pass(Duration time) {
    wall.advance(time);
    nanos += time.toNanos();
  }

  private static Pod pod(int number) {
    return new PodBuilder().withNewMetadata().withUid("uid-" + number).endMetadata().build();
  }
}
