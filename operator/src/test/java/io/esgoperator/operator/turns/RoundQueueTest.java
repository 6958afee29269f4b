package io.esgoperator.operator.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which instance has the next place, and when it asks again. */
class RoundQueueTest extends RoundGateFixture {
  @Test
  void the_wait_counts_from_the_first_time_that_an_instance_asked() {
    enter(A);
    enter(B);
    enter(C);
    clock.advance(Duration.ofSeconds(2));
    enter(C);
    clock.advance(Duration.ofSeconds(2));
    gate.leave(A);
    enter(C);
    enter(C);
    assertThat(waits).containsExactly(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(4));
  }

  @Test
  void a_round_is_as_late_as_it_was_due_before() {
    gate.enter(new WantedRound(A, "round", clock.instant().minusSeconds(5), AT_MOST, false, false));
    assertThat(waits).containsExactly(Duration.ofSeconds(5));
  }

  @Test
  void the_next_place_goes_to_the_namespace_that_was_served_least_recently() {
    enter(A);
    clock.advance(SECOND);
    enter(B);
    enter(B2);
    enter(A2);
    gate.leave(A);
    assertThat(enter(B2)).isPresent();
    assertThat(enter(A2)).isEmpty();
  }

  @Test
  void a_namespace_that_was_never_served_is_first() {
    enter(A);
    enter(B);
    enter(A2);
    enter(B2);
    enter(C);
    gate.leave(A);
    assertThat(enter(A2)).isPresent();
    assertThat(enter(B2)).isPresent();
    assertThat(enter(C)).isEmpty();
  }

  @Test
  void within_a_namespace_the_instance_that_waits_longest_is_first() {
    enter(A);
    enter(B);
    enter(A2);
    enter(A3);
    gate.leave(A);
    assertThat(enter(A3)).isPresent();
    assertThat(enter(A2)).isEmpty();
  }

  @Test
  void with_one_place_turns_alternate() {
    gate = gate(1);
    enter(A);
    enter(A2);
    enter(B);
    gate.leave(A);
    assertThat(enter(A2)).isPresent();
    assertThat(enter(B)).isEmpty();
    enter(A);
    gate.leave(B);
    assertThat(enter(A)).isPresent();
    assertThat(enter(A2)).isEmpty();
  }

  @Test
  void an_instance_that_is_gone_keeps_no_other_waiting() {
    enter(A);
    enter(B);
    enter(C);
    enter(D);
    gone.add(C);
    gate.leave(A);
    assertThat(enter(D)).isEmpty();
  }

  @Test
  void an_instance_that_wants_nothing_any_more_leaves_the_queue() {
    enter(A);
    enter(B);
    enter(C);
    gate.withdraw(C);
    gate.leave(A);
    assertThat(enter(D)).isEmpty();
  }

  @Test
  void an_instance_for_which_a_place_becomes_free_is_woken_once() {
    enter(A);
    enter(B);
    enter(C);
    enter(D);
    gate.leave(A);
    gate.look();
    assertThat(woken).containsExactly(C);
  }

  @Test
  void the_place_of_an_instance_that_is_gone_is_offered_as_soon_as_it_is_said() {
    enter(A);
    enter(B);
    enter(C);
    gone.add(A);
    gate.look();
    assertThat(woken).containsExactly(C);
  }

  @Test
  void a_namespace_that_does_not_take_its_place_loses_a_turn() {
    enter(A);
    enter(B);
    enter(C);
    clock.advance(SECOND);
    enter(D);
    gate.leave(A);
    clock.advance(RoundQueue.OFFER.minusMillis(1));
    assertThat(enter(D)).isPresent();
    clock.advance(Duration.ofMillis(1));
    assertThat(enter(D)).isEmpty();
  }

  @Test
  void an_instance_that_has_not_asked_again_for_long_has_left_the_queue() {
    enter(A);
    enter(B);
    enter(C);
    clock.advance(Duration.ofSeconds(2).plus(RoundQueue.PATIENCE).plusMillis(1));
    enter(C);
    gate.leave(A);
    enter(C);
    assertThat(waits).last().isEqualTo(Duration.ZERO);
  }

  @Test
  void a_deleted_namespace_is_not_first_again_before_ten_minutes_are_over() {
    gate = gate(1);
    enter(A);
    gate.leave(A);
    clock.advance(SECOND);
    enter(B);
    gone.add(A);
    clock.advance(SECOND);
    enter(A2);
    enter(C);
    gate.leave(B);
    assertThat(enter(A2)).as("gamma was never served").isPresent();
    assertThat(enter(C)).isEmpty();
  }

  @Test
  void an_instance_further_back_is_told_to_come_later() {
    enter(A);
    enter(B);
    assertThat(enter(C)).contains(Duration.ofSeconds(2));
    assertThat(enter(key("gamma", "c2"))).contains(Duration.ofSeconds(2));
    assertThat(enter(key("gamma", "c3"))).contains(Duration.ofSeconds(4));
    assertThat(enter(D)).as("a namespace for itself").contains(Duration.ofSeconds(2));
  }

  @Test
  void no_instance_is_told_to_come_later_than_in_half_a_minute() {
    enter(A);
    enter(B);
    for (int instance = 0; instance < 500; instance++) {
      enter(key("gamma", "c" + instance));
    }
    assertThat(enter(key("gamma", "last"))).contains(Duration.ofSeconds(30));
  }

  @Test
  void an_instance_that_asks_again_in_time_keeps_its_place() {
    enter(A);
    enter(B);
    enter(C);
    Duration inTime = Duration.ofSeconds(2).plus(RoundQueue.PATIENCE);
    clock.advance(inTime);
    gate.leave(A);
    enter(C);
    assertThat(waits).last().isEqualTo(inTime);
  }

  @Test
  void a_place_that_another_one_took_costs_no_turn() {
    gate = gate(1);
    enter(C);
    gate.leave(C);
    enter(A);
    enter(C);
    enter(A2);
    gate.leave(A);
    assertThat(enter(D)).as("delta was never served").isEmpty();
    clock.advance(RoundQueue.OFFER);
    gate.leave(D);
    assertThat(enter(A2)).isPresent();
    assertThat(enter(C)).isEmpty();
  }

  @Test
  void places_that_become_free_by_time_are_offered_when_one_asks_in_vain() {
    enter(A);
    enter(B);
    clock.advance(RunningRounds.HELD.minusSeconds(5));
    enter(C);
    enter(D);
    clock.advance(Duration.ofSeconds(5));
    assertThat(enter(key("epsilon", "e"))).isPresent();
    assertThat(woken).containsExactly(C, D);
  }

  @Test
  void places_that_become_free_by_time_are_offered_when_one_takes_its_own() {
    enter(A);
    enter(B);
    clock.advance(RunningRounds.HELD.minusSeconds(5));
    enter(C);
    enter(D);
    clock.advance(Duration.ofSeconds(5));
    assertThat(enter(C)).isEmpty();
    assertThat(woken).containsExactly(D);
  }

  @Test
  void the_place_of_an_instance_that_is_gone_is_remembered_while_its_pods_may_run() {
    enter(A);
    gone.add(A);
    assertThat(gate.size()).as("the place, and the namespace that was served").isEqualTo(2);
    clock.advance(RunningRounds.LINGERING);
    assertThat(gate.size()).isEqualTo(1);
  }

  @Test
  void nothing_is_remembered_of_instances_that_are_long_gone() {
    enter(A);
    enter(B);
    enter(C);
    assertThat(gate.size()).as("two run, one waits, two namespaces were served").isEqualTo(5);
    gone.addAll(List.of(A, B, C));
    clock.advance(RoundQueue.REMEMBERED.minusMillis(1));
    assertThat(gate.size()).as("the namespaces").isEqualTo(2);
    clock.advance(Duration.ofMillis(1));
    assertThat(gate.size()).isZero();
  }
}
