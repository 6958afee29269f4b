package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionState;
import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.status.StandingConditions.Said;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingConditionsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Condition READY = stood("Ready", "True");

  @Test
  void what_is_said_stands_behind_the_others() {
    List<Condition> conditions = of(List.of(READY), said("SpecReadable", "False"));
    assertThat(conditions).extracting(Condition::getType).containsExactly("Ready", "SpecReadable");
    assertThat(conditions.get(0)).isSameAs(READY);
    assertThat(conditions.get(1).getObservedGeneration()).isEqualTo(7);
    assertThat(conditions.get(1).getLastTransitionTime()).isEqualTo(NOON.toString());
  }

  @Test
  void of_the_same_type_it_takes_the_place() {
    List<Condition> conditions =
        of(List.of(stood("PolicyApplied", "True"), READY), said("PolicyApplied", "False"));
    assertThat(conditions).extracting(Condition::getType).containsExactly("PolicyApplied", "Ready");
    assertThat(conditions.get(0).getStatus()).isEqualTo("False");
    assertThat(conditions.get(0).getLastTransitionTime()).isEqualTo(NOON.toString());
  }

  @Test
  void what_is_stalled_is_no_longer_awaited() {
    assertThat(of(List.of(READY, stood("Reconciling", "True")), said("Stalled", "True")))
        .extracting(Condition::getType)
        .containsExactly("Ready", "Stalled");
    assertThat(of(List.of(stood("Reconciling", "True")), said("PolicyApplied", "False")))
        .extracting(Condition::getType)
        .containsExactly("Reconciling", "PolicyApplied");
  }

  @Test
  void the_same_status_stands_since_it_stood() {
    List<Condition> conditions =
        of(List.of(stood("PolicyApplied", "False")), said("PolicyApplied", "False"));
    assertThat(conditions.get(0).getReason()).isEqualTo("New");
    assertThat(conditions.get(0).getLastTransitionTime()).isEqualTo("2026-01-01T00:00:00Z");
  }

  private static List<Condition> of(List<Condition> before, Said said) {
    return StandingConditions.of(
        EsgInstanceStatus.empty().withConditions(before), List.of(said), 7L, NOON);
  }

  private static Said said(String type, String status) {
    return new Said(
        ConditionType.valueOf(type),
        new ConditionState(ConditionState.Status.valueOf(status), "New", "New."));
  }

  private static Condition stood(String type, String status) {
    return new ConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withReason("Old")
        .withMessage("Old.")
        .withLastTransitionTime("2026-01-01T00:00:00Z")
        .build();
  }
}
