package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.probe.Finding;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void the_rows_of_what_changed_wait_for_their_round_and_the_others_stay() {
    change();
    List<PathStatus> rows = build(proved, Optional.empty(), NOON.plusSeconds(1)).paths();
    assertThat(rows)
        .filteredOn(row -> row.name().equals("dcc"))
        .isNotEmpty()
        .allMatch(row -> row.verdict() == Verdict.Unknown && row.family() != null)
        .allMatch(row -> row.reason() == Reason.NotProbedYet && row.generation() == 2);
    assertThat(rows)
        .filteredOn(row -> !row.name().equals("dcc"))
        .isNotEmpty()
        .allMatch(row -> row.verdict() == Verdict.Open && row.generation() == 1);
  }

  @Test
  void a_row_that_waited_is_judged_as_a_new_one() {
    change();
    EsgInstanceStatus waiting = build(proved, Optional.empty(), NOON.plusSeconds(1));
    EsgInstanceStatus again = build(waiting, Optional.empty(), NOON.plusSeconds(2));
    assertThat(again.paths()).isEqualTo(waiting.paths());
    assertThat(proved(again, Map.of(), NOON.plusSeconds(20)).paths())
        .allMatch(row -> row.verdict() == Verdict.Open && row.generation() == 2)
        .allMatch(row -> row.history().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "probe: {targets: {smtp-out: [192.0.2.25]}}",
        "probe: {expect: [Tls13]}",
        "probe: {inspection: false}",
        "policy: {except: [192.0.2.0/24]}"
      })
  void what_a_probe_would_do_otherwise_has_changed(String spec) {
    instance.setSpec(Instances.withSpec(spec).getSpec());
    specHash = "9876543210";
    assertThat(build(proved, Optional.empty(), NOON.plusSeconds(1)).paths())
        .filteredOn(row -> row.name().equals("smtp-out"))
        .isNotEmpty()
        .allMatch(row -> row.reason() == Reason.NotProbedYet);
  }

  @Test
  void of_other_pods_nothing_is_proved_yet() {
    instance.setSpec(Instances.withSelector("podSelector: {matchLabels: {app: other}}").getSpec());
    specHash = "9876543210";
    assertThat(build(proved, Optional.empty(), NOON.plusSeconds(1)).paths())
        .allMatch(row -> row.reason() == Reason.NotProbedYet);
  }

  @Test
  void another_interval_changes_no_row_and_neither_does_another_release() {
    instance.setSpec(Instances.withSpec("probe: {interval: 1h}").getSpec());
    specHash = "9876543210";
    assertThat(build(proved, Optional.empty(), NOON.plusSeconds(1)).paths())
        .allMatch(row -> row.verdict() == Verdict.Open);
    instance.setSpec(Instances.withSpec("dcc: {hosts: [dcc9.example.net]}").getSpec());
    specHash = proved.lastProbe().specHash();
    assertThat(build(proved, Optional.empty(), NOON.plusSeconds(1)).paths())
        .allMatch(row -> row.verdict() == Verdict.Open);
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
