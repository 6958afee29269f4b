package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

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

  private Condition condition() {
    return build(EsgInstanceStatus.empty(), Optional.empty(), NOON)
        .condition("ProbeAsDeclared")
        .orElseThrow();
  }
}
