package io.esgoperator.operator.turns;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.operator.settings.RoundLimits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many rounds run at once, and how long each holds its place. */
class RoundGateTest extends RoundGateFixture {
  @Test
  void as_many_rounds_begin_as_there_are_places() {
    assertThat(enter(A)).isEmpty();
    assertThat(enter(B)).isEmpty();
    assertThat(enter(C)).isPresent();
  }

  @Test
  void a_round_that_is_asked_for_has_a_place_of_its_own() {
    enter(A);
    enter(B);
    assertThat(askFor(C)).isEmpty();
    assertThat(askFor(D)).as("the second one").isPresent();
    gate.leave(C);
    assertThat(askFor(D)).isEmpty();
  }

  @Test
  void a_round_that_waits_when_it_is_asked_for_begins() {
    enter(A);
    enter(B);
    enter(C);
    assertThat(askFor(C)).isEmpty();
  }

  @Test
  void a_round_that_is_asked_for_is_found_behind_those_that_come_by_themselves() {
    gate = gate(4);
    enter(A);
    enter(B);
    enter(C);
    enter(B2);
    enter(A2);
    assertThat(enter(key("epsilon", "e"))).isPresent();
    assertThat(askFor(D)).isEmpty();
  }

  @Test
  void a_namespace_has_its_share_of_places_for_what_it_asks_for_too() {
    enter(A);
    assertThat(askFor(A2)).as("the share of alpha is 1 of 2").isPresent();
  }

  @Test
  void with_the_round_that_was_asked_for_there_is_one_more_than_places_and_no_other() {
    enter(A);
    enter(B);
    askFor(C);
    gate.leave(A);
    assertThat(enter(D)).isPresent();
    gate.leave(B);
    assertThat(enter(D)).isEmpty();
  }

  @Test
  void a_round_that_is_asked_for_and_finds_a_free_place_leaves_no_other_free() {
    askFor(A);
    enter(B);
    assertThat(enter(C)).isPresent();
    assertThat(askFor(D)).isPresent();
  }

  @Test
  void of_two_that_are_asked_for_one_is_told_that_the_place_is_free() {
    enter(A);
    enter(B);
    askFor(C);
    askFor(D);
    askFor(key("epsilon", "e"));
    gate.leave(C);
    assertThat(woken).containsExactly(D);
  }

  @Test
  void no_more_rounds_of_a_namespace_are_told_of_free_places_than_its_share() {
    gate = gate(4);
    List<InstanceKey> others = List.of(B, C, D, key("epsilon", "e"));
    others.forEach(this::enter);
    List.of(A, A2, A3).forEach(this::enter);
    others.forEach(gate::leave);
    assertThat(woken).containsExactly(A, A2);
  }

  @Test
  void the_number_of_places_follows_how_soon_probes_asked_while_a_round_waits_for_one() {
    gate = gate(new RoundLimits(1, 4, 60));
    enter(A);
    enter(B);
    gate.leave(A, SECOND);
    assertThat(gate.places()).isEqualTo(2);
  }

  @Test
  void the_number_grows_for_a_round_that_waits_for_its_namespaces_share_too() {
    gate = gate(new RoundLimits(2, 4, 60));
    enter(A);
    enter(A2);
    gate.leave(A, SECOND);
    enter(A2);
    gate.leave(A2, SECOND);
    assertThat(gate.places()).isEqualTo(4);
  }

  @Test
  void a_round_that_was_asked_for_and_only_waits_for_peers_lets_the_next_one_begin() {
    enter(A);
    enter(B);
    askFor(C);
    clock.advance(RunningRounds.HELD.minusMillis(1));
    assertThat(askFor(D)).isPresent();
    clock.advance(Duration.ofMillis(1));
    enter(A2);
    enter(B2);
    assertThat(askFor(D)).isEmpty();
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
  void a_round_that_only_waits_for_peers_holds_no_place_after_half_a_minute() {
    enter(A);
    enter(B);
    clock.advance(RunningRounds.HELD.minusMillis(1));
    assertThat(enter(C)).isPresent();
    clock.advance(Duration.ofMillis(1));
    assertThat(enter(C)).isEmpty();
  }

  @Test
  void a_namespace_has_no_more_rounds_at_once_than_there_are_places() {
    enter(A);
    clock.advance(RunningRounds.HELD);
    enter(A2);
    clock.advance(RunningRounds.HELD);
    assertThat(enter(A3)).as("two slow rounds of the namespace run").isPresent();
    assertThat(enter(B)).isEmpty();
    gate.leave(A);
    assertThat(enter(A3)).isEmpty();
  }

  @Test
  void a_round_that_is_never_read_is_over_in_the_end() {
    enter(A);
    enter(A2);
    clock.advance(RunningRounds.HELD);
    enter(A2);
    clock.advance(AT_MOST.minus(RunningRounds.HELD).minusMillis(1));
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
  void an_instance_that_is_deleted_and_made_anew_gains_no_second_place_for_its_namespace() {
    enter(A);
    gone.add(A);
    assertThat(enter(A2)).as("the share of alpha is 1 of 2").isPresent();
    clock.advance(RunningRounds.LINGERING.minusMillis(1));
    assertThat(enter(A2)).isPresent();
    clock.advance(Duration.ofMillis(1));
    assertThat(enter(A2)).isEmpty();
  }

  @Test
  void a_round_that_is_given_up_for_another_one_counts_against_its_own_namespace_alone() {
    enter(A);
    clock.advance(SECOND);
    assertThat(gate.enter(round(A, "edited"))).as("the share of alpha is 1 of 2").isPresent();
    assertThat(enter(B)).isEmpty();
    assertThat(enter(C)).isEmpty();
  }

  @Test
  void an_instance_that_is_edited_every_second_begins_a_round_every_ten_seconds() {
    int begun = 0;
    for (int second = 0; second < 60; second++) {
      begun += gate.enter(round(A, "edit-" + second)).isEmpty() ? 1 : 0;
      clock.advance(SECOND);
    }
    assertThat(begun).isBetween(5, 6);
  }

  @Test
  void what_is_given_up_after_it_held_its_place_lingers_no_longer() {
    enter(A);
    clock.advance(RunningRounds.HELD);
    assertThat(gate.enter(round(A, "edited"))).isEmpty();
  }

  @Test
  void an_instance_that_wants_nothing_any_more_gives_its_place_up() {
    enter(A);
    enter(B);
    gate.withdraw(A);
    assertThat(enter(C)).isEmpty();
  }

  @Test
  void a_place_that_is_given_up_counts_no_longer_than_it_would_have_been_held() {
    enter(A);
    clock.advance(RunningRounds.HELD.minusSeconds(5));
    gone.add(A);
    assertThat(enter(A2)).as("the share of alpha is 1 of 2").isPresent();
    clock.advance(Duration.ofSeconds(5).minusMillis(1));
    assertThat(enter(A2)).isPresent();
    clock.advance(Duration.ofMillis(1));
    assertThat(enter(A2)).isEmpty();
  }
}
