package io.esgoperator.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances on the same pods: what one opens stands for the other. */
class SamePodsTest {
  @TempDir Path folder;

  @Test
  void what_another_instance_opens_to_the_same_pods_is_undeclared() throws IOException {
    Run run =
        check(
            instance("gateway", "mail", ""),
            instance("relay", "mail", "  services: {smtps: {}}\n"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("esg-relay", "465");
  }

  @Test
  void one_in_another_namespace_opens_nothing_here() throws IOException {
    assertThat(
            check(
                    instance("gateway", "mail", ""),
                    instance("relay", "web", "  services: {smtps: {}}\n"))
                .exitCode())
        .isZero();
  }

  @Test
  void one_in_audit_mode_opens_nothing() throws IOException {
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

  private Run check(String... instances) throws IOException {
    Path file = folder.resolve("instances.yaml");
    Files.writeString(file, String.join("---\n", instances));
    return Run.of("check", file.toString());
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
