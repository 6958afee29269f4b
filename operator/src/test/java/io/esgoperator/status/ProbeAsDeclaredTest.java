package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.GatewayPart;
import io.esgoperator.probe.plan.ProbePlans;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeAsDeclaredTest extends StatusFixture {
  @Test
  void where_nothing_is_left_out_nothing_is_said() {
    assertThat(
            build(EsgInstanceStatus.empty(), Optional.empty(), NOON)
                .condition(ConditionType.ProbeAsDeclared))
        .isEmpty();
  }

  @Test
  void what_is_left_out_is_said() {
    leftOut =
        List.of(
            new Shortcoming("FieldsNotAllowed", "One."),
            new Shortcoming("TargetsNotAllowed", "Two."));
    assertThat(condition().getStatus()).isEqualTo("False");
    assertThat(condition().getReason()).isEqualTo("FieldsNotAllowed");
    assertThat(condition().getMessage()).isEqualTo("One. Two.");
  }

  @Test
  void where_inspection_is_not_searched_for_it_is_not_said_to_be_absent() {
    instance.setSpec(Instances.withSpec("probe: {inspection: false}").getSpec());
    Condition free =
        build(EsgInstanceStatus.empty(), Optional.empty(), NOON)
            .condition(ConditionType.InspectionFree)
            .orElseThrow();
    assertThat(free.getStatus()).isEqualTo("Unknown");
    assertThat(free.getReason()).isEqualTo("NotSearched");
  }

  @Test
  void a_policy_that_looks_at_a_label_which_the_probe_lacks_is_named_until_a_round_without_it() {
    EsgInstanceStatus after =
        build(EsgInstanceStatus.empty(), Optional.of(roundWithout("dcc")), NOON);
    assertThat(row(after, "dcc").verdict()).isEqualTo(Verdict.Unknown);
    EsgInstanceStatus later = build(after, Optional.empty(), NOON.plusSeconds(60));
    assertThat(condition(later).getReason()).isEqualTo("BoundOtherwise");
    assertThat(condition(later).getMessage()).isEqualTo("It lacks a label.");
    assertThat(
            proved(later, Map.of(), NOON.plusSeconds(300)).condition(ConditionType.ProbeAsDeclared))
        .isEmpty();
  }

  private FinishedRound roundWithout(String path) {
    FinishedRound round = round(Map.of());
    return new FinishedRound(
        round.job(),
        round.specHash(),
        round.requested(),
        round.started(),
        round.outbound(),
        round.inbound(),
        List.of(new ProbePlans.Gap(path, Reason.BoundOtherwise, "It lacks a label.")),
        round.remarks(),
        round.resolvers(),
        round.readings(),
        GatewayPart.WHOLE);
  }

  private Condition condition() {
    return condition(build(EsgInstanceStatus.empty(), Optional.empty(), NOON));
  }

  private static Condition condition(EsgInstanceStatus status) {
    return status.condition(ConditionType.ProbeAsDeclared).orElseThrow();
  }
}
