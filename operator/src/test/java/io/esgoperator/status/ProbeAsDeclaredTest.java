package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeAsDeclaredTest extends StatusFixture {
  @Test
  void where_nothing_is_left_out_probes_are_as_declared() {
    assertThat(condition().getStatus()).isEqualTo("True");
    assertThat(condition().getReason()).isEqualTo("AsDeclared");
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
            .condition("InspectionFree")
            .orElseThrow();
    assertThat(free.getStatus()).isEqualTo("Unknown");
    assertThat(free.getReason()).isEqualTo("NotSearched");
  }

  private Condition condition() {
    return build(EsgInstanceStatus.empty(), Optional.empty(), NOON)
        .condition("ProbeAsDeclared")
        .orElseThrow();
  }
}
