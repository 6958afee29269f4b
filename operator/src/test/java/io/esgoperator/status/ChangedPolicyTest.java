package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.probe.Finding;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the status says of a policy that others change. */
class ChangedPolicyTest extends StatusFixture {
  private static final String OPENING = "opens TCP 25 to 192.0.2.0/24, which was not declared";

  @Test
  void a_policy_that_stands_as_declared_is_applied() {
    assertThat(PolicyState.of("NetworkPolicy", "esg-gateway", List.of(), List.of("kubectl-edit")))
        .isEqualTo(PolicyState.applied("NetworkPolicy", "esg-gateway"));
  }

  @Test
  void a_policy_that_a_webhook_widens_is_told_of_and_never_ready() {
    policy = PolicyState.of("NetworkPolicy", "esg-gateway", List.of(OPENING), List.of());
    EsgInstanceStatus status = proved(EsgInstanceStatus.empty(), Map.of(), NOON);
    Condition applied = status.condition(ConditionType.PolicyApplied).orElseThrow();
    assertThat(applied.getStatus()).isEqualTo("False");
    assertThat(applied.getReason()).isEqualTo("PolicyChanged");
    assertThat(applied.getMessage())
        .isEqualTo(
            "NetworkPolicy esg-gateway differs from its declaration, since another program changes it: it opens TCP 25 to 192.0.2.0/24, which was not declared;"
                + " look for a mutating webhook or a MutatingAdmissionPolicy, and exempt the policy there.");
    assertThat(status.condition(ConditionType.Ready).orElseThrow())
        .extracting(Condition::getStatus, Condition::getReason)
        .containsExactly("False", "PolicyChanged");
    assertThat(status.policies()).containsExactly("NetworkPolicy/esg-gateway");
  }

  @Test
  void a_program_that_writes_it_as_well_is_named() {
    assertThat(
            PolicyState.of(
                    "NetworkPolicy", "esg", List.of(OPENING), List.of("kustomize-controller"))
                .message())
        .endsWith(
            "; it is written by kustomize-controller as well, from where it has to be taken out.");
  }

  @Test
  void of_many_differences_the_first_three_are_told() {
    assertThat(
            PolicyState.of("NetworkPolicy", "esg", List.of("a", "b", "c", "d", "e"), List.of())
                .message())
        .contains(": it a; it b; it c; and 2 more; look for");
  }

  @Test
  void a_path_that_the_changed_policy_may_close_has_no_advice_about_the_firewall() {
    policy =
        PolicyState.of(
            "NetworkPolicy", "esg-gateway", List.of("does not open UDP 6277"), List.of());
    EsgInstanceStatus status =
        proved(
            EsgInstanceStatus.empty(),
            Map.of("dcc", Finding.NoAnswer, "smtp-in", Finding.NoAnswer),
            NOON);
    assertThat(List.of(row(status, "dcc"), row(status, "smtp-in")))
        .extracting(PathStatus::text)
        .allMatch(message -> message.contains("see condition PolicyApplied first"))
        .noneMatch(message -> message.contains("Let the firewall"));
  }

  @Test
  void a_path_that_is_closed_beside_a_policy_as_declared_needs_no_warning() {
    EsgInstanceStatus status =
        proved(EsgInstanceStatus.empty(), Map.of("dcc", Finding.NoAnswer), NOON);
    assertThat(dcc(status).text())
        .contains("Let the firewall pass UDP 6277")
        .doesNotContain("PolicyApplied");
  }
}
