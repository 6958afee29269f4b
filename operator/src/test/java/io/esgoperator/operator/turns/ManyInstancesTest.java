package io.esgoperator.operator.turns;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.operator.settings.RoundLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The real gate under a simulated clock, in front of a model of a cluster: so many processors on
 * all nodes together, processor time of a round, and the time that a pod takes to start.
 */
@Tag("slow")
class ManyInstancesTest {
  /** Of a round's four CPU seconds (docs/figures.md), and of the peers' answers. */
  private static final Duration WORK = Duration.ofSeconds(4);

  private static final Duration ANSWERS = Duration.ofSeconds(3);
  private static final Duration START = Duration.ofMillis(1_500);
  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final Duration AT_MOST = Duration.ofMinutes(11);

  /** Until the gate knows what the cluster carries. */
  private static final Duration LEARNING = Duration.ofMinutes(2);

  private final MovableClock clock = new MovableClock();
  private final Random chance = new Random(3);
  private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparing(Event::at));
  private final Map<InstanceKey, Instant> due = new HashMap<>();
  private final List<Duration> late = new ArrayList<>();
  private RoundGate gate;
  private int processors;
  private int working;
  private int most;

  @Test
  void ten_thousand_instances_are_on_time_on_a_hundred_nodes() {
    run(10_000, 100, 400, false, Duration.ofMinutes(8));
    assertThat(percentile(99)).isLessThan(Duration.ofSeconds(30));
    assertThat(most).as("rounds at once").isGreaterThan(100).isLessThanOrEqualTo(256);
  }

  @Test
  void a_hundred_instances_are_on_time_on_two_processors() {
    run(100, 10, 2, false, Duration.ofMinutes(20));
    assertThat(percentile(99)).isLessThan(Duration.ofSeconds(30));
    assertThat(most).as("rounds at once").isLessThanOrEqualTo(8);
  }

  @Test
  void two_processors_are_not_given_more_than_they_start_in_time() {
    run(1_000, 10, 2, false, Duration.ofMinutes(8));
    assertThat(most).as("rounds at once").isLessThanOrEqualTo(8);
  }

  @Test
  void public_servers_are_asked_by_sixty_rounds_a_minute_however_many_instances_there_are() {
    run(2_000, 100, 400, true, Duration.ofMinutes(5));
    assertThat(late.size()).as("rounds that began").isBetween(280, 310);
  }

  private void run(int instances, int namespaces, int cores, boolean publicOnes, Duration time) {
    processors = cores;
    gate =
        new RoundGate(
            new RoundLimits(4, 256, 60),
            clock,
            new AnyInstances(),
            late::add,
            woken -> events.add(new Event(clock.instant(), () -> pass(woken, publicOnes))));
    for (int number = 0; number < instances; number++) {
      InstanceKey key =
          new InstanceKey("mail-" + number % namespaces, "gateway-" + number, "uid-" + number);
      dueAt(clock.instant().plusMillis(chance.nextLong(INTERVAL.toMillis())), key, publicOnes);
    }
    until(clock.instant().plus(LEARNING));
    late.clear();
    until(clock.instant().plus(time));
  }

  private void until(Instant end) {
    while (events.peek().at().isBefore(end)) {
      Event next = events.poll();
      clock.advance(Duration.between(clock.instant(), next.at()));
      next.what().run();
    }
  }

  private void dueAt(Instant time, InstanceKey key, boolean publicOnes) {
    events.add(
        new Event(
            time,
            () -> {
              due.put(key, time);
              pass(key, publicOnes);
            }));
  }

  private void pass(InstanceKey key, boolean publicOnes) {
    Instant since = due.get(key);
    if (since == null) {
      return;
    }
    gate.enter(new WantedRound(key, since.toString(), since, AT_MOST, publicOnes, false))
        .ifPresentOrElse(
            pause ->
                events.add(new Event(clock.instant().plus(pause), () -> pass(key, publicOnes))),
            () -> begin(key, publicOnes));
  }

  /** Where there is more work than processors, everything takes so much longer. */
  private void begin(InstanceKey key, boolean publicOnes) {
    due.remove(key);
    working++;
    most = Math.max(most, working);
    double share =
        Math.max(1, working * WORK.toMillis() / (double) ANSWERS.toMillis() / processors);
    Duration start = Duration.ofMillis((long) (START.toMillis() * share));
    Duration whole = start.plusMillis((long) (ANSWERS.toMillis() * share));
    events.add(
        new Event(
            clock.instant().plus(whole),
            () -> {
              working--;
              gate.leave(key, start);
              dueAt(clock.instant().plus(INTERVAL), key, publicOnes);
            }));
  }

  private Duration percentile(int percent) {
    List<Duration> sorted = late.stream().sorted().toList();
    return sorted.get(sorted.size() * percent / 100);
  }

  private record Event(Instant at, Runnable what) {}
}
