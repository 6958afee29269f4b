package io.esgoperator.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.MovableClock;
import io.esgoperator.policy.InstanceKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoundGateTest {
  private static final Duration AT_MOST = Duration.ofMinutes(11);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final InstanceKey A = key("alpha", "a");
  private static final InstanceKey A2 = key("alpha", "a2");
  private static final InstanceKey A3 = key("alpha", "a3");
  private static final InstanceKey B = key("beta", "b");
  private static final InstanceKey B2 = key("beta", "b2");
  private static final InstanceKey C = key("gamma", "c");
  private static final InstanceKey D = key("delta", "d");

  private final MovableClock clock = new MovableClock();
  private final List<Duration> waits = new ArrayList<>();
  private final List<InstanceKey> woken = new ArrayList<>();
  private final Set<InstanceKey> gone = new HashSet<>();
  private boolean alone;
  private RoundGate gate = gate(2);

  @Test
  void as_many_rounds_begin_as_there_are_places() {
    assertThat(enter(A)).isEmpty();
    assertThat(enter(B)).isEmpty();
    assertThat(enter(C)).isPresent();
  }

  @Test
  void a_round_that_has_begun_may_ask_again_however_long_it_lasts() {
    enter(A);
    clock.advance(AT_MOST.minusMillis(1));
    enter(B);
    enter(C);
    assertThat(enter(A)).isEmpty();
  }

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
  void a_namespace_among_others_holds_half_of_the_places() {
    gate = gate(5);
    assertThat(enter(A)).isEmpty();
    assertThat(enter(A2)).isEmpty();
    assertThat(enter(A3)).isEmpty();
    assertThat(enter(key("alpha", "a4"))).as("half of 5, rounded up, is 3").isPresent();
    assertThat(enter(B)).isEmpty();
  }

  @Test
  void a_namespace_alone_holds_every_place() {
    alone = true;
    assertThat(enter(A)).isEmpty();
    assertThat(enter(A2)).isEmpty();
    assertThat(enter(A3)).isPresent();
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
  void a_round_that_only_waits_for_peers_holds_no_place_after_half_a_minute() {
    enter(A);
    enter(B);
    clock.advance(Places.HELD.minusMillis(1));
    assertThat(enter(C)).isPresent();
    clock.advance(Duration.ofMillis(1));
    assertThat(enter(C)).isEmpty();
  }

  @Test
  void a_namespace_has_no_more_rounds_at_once_than_there_are_places() {
    enter(A);
    clock.advance(Places.HELD);
    enter(A2);
    clock.advance(Places.HELD);
    assertThat(enter(A3)).as("two slow rounds of the namespace run").isPresent();
    assertThat(enter(B)).isEmpty();
    gate.leave(A);
    assertThat(enter(A3)).isEmpty();
  }

  @Test
  void a_round_that_is_never_read_is_over_in_the_end() {
    enter(A);
    enter(A2);
    clock.advance(Places.HELD);
    enter(A2);
    clock.advance(AT_MOST.minus(Places.HELD).minusMillis(1));
    assertThat(enter(A3)).isPresent();
    clock.advance(Duration.ofMillis(1));
    assertThat(enter(A3)).isEmpty();
  }

  @Test
  void the_place_of_an_instance_that_is_gone_is_free_for_others_at_once() {
    enter(A);
    enter(B);
    enter(C);
    gone.add(A);
    assertThat(enter(C)).isEmpty();
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
  void an_instance_that_is_deleted_and_made_anew_gains_no_second_place_for_its_namespace() {
    enter(A);
    gone.add(A);
    assertThat(enter(A2)).as("the share of alpha is 1 of 2").isPresent();
    clock.advance(Places.LINGERING.minusMillis(1));
    assertThat(enter(A2)).isPresent();
    clock.advance(Duration.ofMillis(1));
    assertThat(enter(A2)).isEmpty();
  }

  @Test
  void a_round_that_is_given_up_for_another_one_counts_against_its_own_namespace_alone() {
    enter(A);
    clock.advance(SECOND);
    assertThat(gate.enter(A, "edited", AT_MOST)).as("the share of alpha is 1 of 2").isPresent();
    assertThat(enter(B)).isEmpty();
    assertThat(enter(C)).isEmpty();
  }

  @Test
  void an_instance_that_is_edited_every_second_begins_a_round_every_ten_seconds() {
    int begun = 0;
    for (int second = 0; second < 60; second++) {
      begun += gate.enter(A, "edit-" + second, AT_MOST).isEmpty() ? 1 : 0;
      clock.advance(SECOND);
    }
    assertThat(begun).isBetween(5, 6);
  }

  @Test
  void what_is_given_up_after_it_held_its_place_lingers_no_longer() {
    enter(A);
    clock.advance(Places.HELD);
    assertThat(gate.enter(A, "edited", AT_MOST)).isEmpty();
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
  void an_instance_that_wants_nothing_any_more_gives_its_place_up() {
    enter(A);
    enter(B);
    gate.withdraw(A);
    assertThat(enter(C)).isEmpty();
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

  private Optional<Duration> enter(InstanceKey instance) {
    return gate.enter(instance, "round", AT_MOST);
  }

  private RoundGate gate(int width) {
    return new RoundGate(width, clock, new Known(), waits::add, woken::add);
  }

  private static InstanceKey key(String namespace, String name) {
    return new InstanceKey(namespace, name, "uid of " + name);
  }

  private final class Known implements Roster {
    @Override
    public boolean has(InstanceKey instance) {
      return !gone.contains(instance);
    }

    @Override
    public boolean isAlone(String namespace) {
      return alone;
    }
  }
}
