package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.probe.Finding;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From a change of the spec until its first round, {@code kubectl wait} must not return. */
class ProbingStatusTest extends StatusFixture {
  private final EsgInstanceStatus proved = proved(EsgInstanceStatus.empty(), Map.of(), NOON);

  @Test
  void a_changed_spec_is_not_ready_before_a_round_has_proved_it() {
    change();
    EsgInstanceStatus status = build(proved, Optional.empty(), NOON.plusSeconds(1));
    assertThat(ready(proved).getStatus()).isEqualTo("True");
    assertThat(ready(status).getStatus()).isEqualTo("Unknown");
    assertThat(ready(status).getReason()).isEqualTo("Probing");
    assertThat(ready(status).getObservedGeneration()).isEqualTo(2);
    assertThat(condition(status, ConditionType.PathsOpen)).isEqualTo("Unknown");
  }

  @Test
  void what_was_broken_under_the_old_spec_says_nothing_of_the_new_one() {
    EsgInstanceStatus broken =
        proved(EsgInstanceStatus.empty(), Map.of("smtp-out", Finding.Refused), NOON);
    change();
    EsgInstanceStatus status = build(broken, Optional.empty(), NOON.plusSeconds(1));
    assertThat(condition(broken, ConditionType.Ready)).isEqualTo("False");
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("Unknown");
  }

  @Test
  void the_rows_of_the_last_round_stay() {
    change();
    assertThat(build(proved, Optional.empty(), NOON.plusSeconds(1)).paths())
        .extracting(PathStatus::verdict)
        .containsOnly(Verdict.Open);
  }

  @Test
  void its_first_round_makes_it_ready() {
    change();
    EsgInstanceStatus status = proved(proved, Map.of(), NOON.plusSeconds(20));
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("True");
    assertThat(condition(status, ConditionType.PathsOpen)).isEqualTo("True");
  }

  @Test
  void a_change_of_labels_leaves_it_ready() {
    instance.getMetadata().setLabels(Map.of("team", "mail"));
    assertThat(condition(build(proved, Optional.empty(), NOON.plusSeconds(1)), ConditionType.Ready))
        .isEqualTo("True");
  }

  private void change() {
    EsgInstance changed = Instances.withSpec("dcc: {hosts: [dcc9.example.net]}");
    instance.setSpec(changed.getSpec());
    specHash = "9876543210";
    instance.getMetadata().setGeneration(2L);
  }

  private static Condition ready(EsgInstanceStatus status) {
    return status.condition(ConditionType.Ready).orElseThrow();
  }
}
