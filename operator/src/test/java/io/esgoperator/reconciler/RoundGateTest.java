package io.esgoperator.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundGateTest {
  private static final Duration AT_MOST = Duration.ofSeconds(105);

  private final MovableClock clock = new MovableClock();
  private final List<Duration> waits = new ArrayList<>();
  private final RoundGate gate = new RoundGate(2, clock, waits::add);

  @Test
  void as_many_enter_as_the_gate_is_wide() {
    assertThat(enter("a")).isEmpty();
    assertThat(enter("b")).isEmpty();
    assertThat(enter("c")).isPresent();
  }

  @Test
  void who_is_inside_may_ask_again() {
    enter("a");
    enter("b");
    assertThat(enter("a")).isEmpty();
  }

  @Test
  void the_wait_counts_from_the_first_time_that_one_asked() {
    enter("a");
    enter("b");
    enter("c");
    clock.advance(Duration.ofSeconds(2));
    enter("c");
    clock.advance(Duration.ofSeconds(2));
    gate.leave("a");
    enter("c");
    enter("c");
    assertThat(waits).containsExactly(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(4));
  }

  @Test
  void who_leaves_makes_room_for_the_first_who_waits() {
    enter("a");
    enter("b");
    enter("c");
    enter("d");
    gate.leave("a");
    assertThat(enter("d")).isPresent();
    assertThat(enter("c")).isEmpty();
  }

  @Test
  void who_stands_further_back_is_told_to_come_later() {
    enter("a");
    enter("b");
    assertThat(enter("c")).contains(Duration.ofSeconds(2));
    assertThat(enter("d")).contains(Duration.ofSeconds(2));
    assertThat(enter("e")).contains(Duration.ofSeconds(4));
  }

  @Test
  void nobody_is_told_to_come_later_than_in_a_minute() {
    enter("a");
    enter("b");
    for (int instance = 0; instance < 500; instance++) {
      enter("waiting-" + instance);
    }
    assertThat(enter("last")).contains(Duration.ofMinutes(1));
  }

  @Test
  void who_never_leaves_loses_its_place() {
    enter("a");
    enter("b");
    clock.advance(AT_MOST.plusMillis(1));
    assertThat(enter("c")).isEmpty();
  }

  @Test
  void who_went_away_while_it_waited_keeps_nobody_waiting() {
    enter("a");
    enter("b");
    enter("deleted");
    gate.leave("a");
    assertThat(enter("c")).isPresent();
    clock.advance(Duration.ofSeconds(13));
    assertThat(enter("c")).isEmpty();
  }

  private Optional<Duration> enter(String instance) {
    return gate.enter(instance, AT_MOST);
  }
}
