package io.esgoperator.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esgoperator.manifest.BadInputException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A kubeconfig with two clusters, and none. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class KubeconfigTest {
  private static final String TWO =
      """
      apiVersion: v1
      kind: Config
      clusters:
        - {name: one, cluster: {server: "http://192.0.2.1:8080"}}
        - {name: two, cluster: {server: "http://192.0.2.2:8080"}}
      contexts:
        - {name: one, context: {cluster: one, user: me, namespace: mail}}
        - {name: two, context: {cluster: two, user: me}}
      users: [{name: me, user: {token: secret}}]
      """;

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void point() {
    file = folder.resolve("config");
    System.setProperty("kubeconfig", file.toString());
    System.setProperty("kubernetes.auth.tryServiceAccount", "false");
  }

  @AfterEach
  void restore() {
    System.clearProperty("kubeconfig");
    System.clearProperty("kubernetes.auth.tryServiceAccount");
  }

  @Test
  void the_context_that_is_named_leads_to_its_cluster() throws Exception {
    Files.writeString(file, TWO + "current-context: one\n");
    try (KubernetesClient current = Kubeconfig.connect(null);
        KubernetesClient other = Kubeconfig.connect("two")) {
      assertThat(current.getMasterUrl()).hasHost("192.0.2.1");
      assertThat(current.getNamespace()).isEqualTo("mail");
      assertThat(other.getMasterUrl()).hasHost("192.0.2.2");
      assertThat(other.getNamespace()).isNotEqualTo("mail");
    }
  }

  @Test
  void a_context_that_is_not_there_is_told() throws IOException {
    Files.writeString(file, TWO);
    assertThatThrownBy(() -> Kubeconfig.connect("three"))
        .isInstanceOf(BadInputException.class)
        .hasMessage("kubeconfig: has no context three: kubectl config get-contexts lists them.");
  }

  @Test
  void two_clusters_and_no_current_one_is_told() throws IOException {
    Files.writeString(file, TWO);
    assertThatThrownBy(() -> Kubeconfig.connect(null))
        .hasMessage("kubeconfig: has no current context: write --context with one of one, two.");
  }

  @Test
  void a_kubeconfig_that_is_none_is_told() throws IOException {
    Files.writeString(file, "clusters: [\n");
    assertThatThrownBy(() -> Kubeconfig.connect(null))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("kubeconfig: cannot be read (");
  }

  @Test
  void no_kubeconfig_is_told() {
    assertThatThrownBy(() -> Kubeconfig.connect(null))
        .hasMessage(
            "kubeconfig: names no cluster: let KUBECONFIG name a file that does, or write one to ~/.kube/config.");
  }
}
