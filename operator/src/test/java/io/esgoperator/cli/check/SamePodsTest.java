package io.esgoperator.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import org.junit.jupiter.api.Test;

/** Two instances on the same pods: what one opens stands for the other. */
class SamePodsTest {
  @Test
  void what_another_instance_opens_to_the_same_pods_is_undeclared() {
    Run run =
        check(
            instance("gateway", "mail", ""),
            instance("relay", "mail", "  services: {smtps: {}}\n"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("esg-relay", "465");
  }

  @Test
  void one_in_another_namespace_opens_nothing_here() {
    assertThat(
            check(
                    instance("gateway", "mail", ""),
                    instance("relay", "web", "  services: {smtps: {}}\n"))
                .exitCode())
        .isZero();
  }

  @Test
  void one_in_audit_mode_opens_nothing() {
    assertThat(
            check(
                    instance("gateway", "mail", "  services: {smtps: {}}\n"),
                    instance(
                        "relay",
                        "mail",
                        "  policy: {enforcement: Audit}\n  services: {submission: {}}\n"))
                .out())
        .doesNotContain("587 is open");
  }

  private static Run check(String... instances) {
    return Run.on(String.join("---\n", instances), "check", "-");
  }

  private static String instance(String name, String namespace, String more) {
    return """
        apiVersion: esg-operator.io/v1alpha1
        kind: EsgInstance
        metadata: {name: %s, namespace: %s}
        spec:
          podSelector: {matchLabels: {app: esg}}
        """
            .formatted(name, namespace)
        + more;
  }
}
