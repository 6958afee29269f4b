package io.esgoperator.operator.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.status.StandingConditions.Said;
import org.junit.jupiter.api.Test;

/** What the API server may have made of a spec, and what is served of it. */
class TrustedSpecsTest extends TrustedSpecsFixture {
  @Test
  void a_spec_of_a_complete_schema_is_served_and_then_not_asked_for_again() {
    EsgInstance instance = holds(WHOLE);
    assertThat(look(instance)).isEmpty();
    int asked = cluster.requests().size();
    assertThat(specs.current(instance)).contains(instance);
    assertThat(cluster.requests()).hasSize(asked);
  }

  @Test
  void an_instance_that_is_gone_is_not_served() {
    cluster.refuses(INSTANCE, 404);
    assertThat(specs.current(instance(WHOLE))).isEmpty();
  }

  @Test
  void a_field_that_its_manager_wrote_and_that_is_not_there_is_not_done_without() {
    Withheld why = look(owned("{enforcement: Enforce}", "2026-01-01T00:00:11Z")).orElseThrow();
    assertThat(why.reason()).isEqualTo("SpecLost");
  }

  @Test
  void a_loss_that_was_said_holds_until_the_spec_changes() {
    String said =
        "status: {conditions: [{type: PolicyApplied, status: 'False', reason: SpecLost, message: gone, observedGeneration: 3, lastTransitionTime: '2026-01-01T00:00:00Z'}]}";
    assertThat(look(holds("{generation: 3}", WHOLE, said)))
        .map(Withheld::reason)
        .contains("SpecLost");
    assertThat(look(holds("{generation: 4}", WHOLE, said))).isEmpty();
  }

  @Test
  void a_condition_that_says_something_else_is_no_loss() {
    String said =
        "status: {conditions: [{type: %s, status: 'False', reason: %s, message: m, observedGeneration: 3, lastTransitionTime: '2026-01-01T00:00:00Z'}, {type: OperatorInstalled, status: 'True', reason: Complete, message: m, lastTransitionTime: '2026-01-01T00:00:00Z'}]}";
    assertThat(look(holds("{generation: 3}", WHOLE, said.formatted("Ready", "SpecLost"))))
        .isEmpty();
    assertThat(look(holds("{generation: 3}", WHOLE, said.formatted("PolicyApplied", "Applied"))))
        .isEmpty();
    assertThat(
            look(holds("{generation: 3}", WHOLE, said.formatted("PolicyApplied", "SpecLost")))
                .orElseThrow()
                .said())
        .extracting(one -> one.state().reason())
        .containsExactly("SpecLost", "SpecLost");
  }

  @Test
  void a_loss_that_is_said_under_a_whole_schema_says_that_it_is_whole() {
    String said =
        "status: {conditions: [{type: PolicyApplied, status: 'False', reason: SpecLost, message: gone, observedGeneration: 3, lastTransitionTime: '2026-01-01T00:00:00Z'}, {type: OperatorInstalled, status: 'False', reason: CrdOutdated, message: old, lastTransitionTime: '2026-01-01T00:00:00Z'}]}";
    assertThat(look(holds("{generation: 3}", WHOLE, said)).orElseThrow().said())
        .extracting(one -> one.state().reason())
        .containsExactly("SpecLost", "SpecLost", "Complete");
  }

  @Test
  void a_spec_that_cannot_be_read_is_asked_for_again_and_served_once_it_can() {
    EsgInstance bad = holds("{enforcement: Perhaps}");
    Withheld why = look(bad).orElseThrow();
    assertThat(why.reason()).isEqualTo("SpecUnreadable");
    assertThat(why.sentence())
        .startsWith("spec.policy.enforcement is not one of Audit, Enforce")
        .contains("The policy stands as it was last written.");
    assertThat(why.said())
        .extracting(Said::type)
        .containsExactly(ConditionType.SpecReadable, ConditionType.Stalled);
    assertThat(specs.reason(bad)).contains("SpecUnreadable");
    holds(WHOLE);
    assertThat(look(bad)).isEmpty();
  }

  @Test
  void the_reason_is_told_without_a_question() {
    EsgInstance owned = owned("{enforcement: Enforce}", "2026-01-01T00:00:11Z");
    cluster.requests().clear();
    assertThat(specs.reason(owned)).contains("SpecLost");
    assertThat(specs.reason(instance(WHOLE))).isEmpty();
    assertThat(cluster.requests()).isEmpty();
  }

  @Test
  void a_write_whose_time_cannot_be_read_has_made_nothing_lost() {
    lackSince("2026-01-01T00:00:10Z");
    assertThat(look(owned("{enforcement: Enforce}", "soon")).orElseThrow().said()).isEmpty();
  }

  @Test
  void of_very_many_specs_the_first_one_is_read_again() {
    EsgInstance instance = holds(WHOLE);
    look(instance);
    for (int other = 0; other < 10_000; other++) {
      instance.getMetadata().setUid("other-" + other);
      specs.withheld(instance);
    }
    cluster.requests().clear();
    instance.getMetadata().setUid("other-0");
    look(instance);
    assertThat(cluster.requests()).isEmpty();
    instance.getMetadata().setUid("1");
    look(instance);
    assertThat(cluster.requests()).isNotEmpty();
  }
}
