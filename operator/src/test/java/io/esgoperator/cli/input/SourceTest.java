package io.esgoperator.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files, or the cluster of a kubeconfig: it has the context town, and a current one that is gone.
 */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class SourceTest {
  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      clusters:
        - {name: town, cluster: {server: "%s"}}
        - {name: gone, cluster: {server: "http://127.0.0.1:1"}}
      contexts:
        - {name: town, context: {cluster: town, user: me}}
        - {name: gone, context: {cluster: gone, user: me}}
      users: [{name: me, user: {token: secret}}]
      current-context: gone
      """;

  @TempDir Path folder;

  private ListedCluster cluster;

  @BeforeEach
  void start() throws IOException {
    cluster = new ListedCluster();
    Path kubeconfig =
        Files.writeString(folder.resolve("config"), KUBECONFIG.formatted(cluster.url()));
    System.setProperty("kubeconfig", kubeconfig.toString());
  }

  @AfterEach
  void stop() {
    System.clearProperty("kubeconfig");
    cluster.close();
  }

  @Test
  void check_reads_the_instances_of_the_cluster_that_the_context_names() {
    assertThat(Run.of("check", "--live", "--context", "town").out())
        .contains("EsgInstance mail/gateway");
  }

  @Test
  void check_reads_the_instances_of_one_namespace() {
    cluster.has(
        "/apis/esg-operator.io/v1alpha1/namespaces/edge/esginstances",
        "EsgInstance",
        ListedCluster.GATEWAY.replace("mail", "edge"));
    assertThat(Run.of("check", "--live", "--context", "town", "-n", "edge").out())
        .contains("EsgInstance edge/gateway")
        .doesNotContain("mail/gateway");
  }

  @Test
  void a_cluster_without_an_instance_is_told() {
    cluster.has(ListedCluster.INSTANCES, "EsgInstance", "");
    assertThat(Run.of("check", "--live", "--context", "town").err())
        .startsWith("cluster " + cluster.url())
        .endsWith("has no EsgInstance: apply one, such as config/samples/minimal.yaml.");
  }

  @Test
  void connectivity_reads_the_whole_cluster_also_without_the_operator() {
    cluster.lacks(ListedCluster.INSTANCES);
    Run run = Run.of("connectivity", "--live", "--context", "town");
    assertThat(run.out()).contains("mail/esg");
    assertThat(run.err()).isEmpty();
  }

  /** To Cilium a network holds no pod. */
  @ParameterizedTest
  @CsvSource({"other, 1 open", "cilium, 0 open"})
  void the_engine_that_is_named_is_that_of_the_cluster(String engine, String open) {
    cluster.has(
        ListedCluster.POLICIES,
        "NetworkPolicy",
        "{\"metadata\":{\"name\":\"own\",\"namespace\":\"mail\"},\"spec\":{\"podSelector\":{},\"ingress\":[{\"from\":[{\"ipBlock\":{\"cidr\":\"10.1.0.0/16\"}}]}]}}");
    cluster.has(
        "/api/v1/pods",
        "Pod",
        ListedCluster.POD
            + ","
            + ListedCluster.POD.replace("esg-0", "esg-1").replace("0.1", "0.2"));
    assertThat(
            Run.of(
                    "connectivity",
                    "--live",
                    "--context",
                    "town",
                    "--engine",
                    engine,
                    "--from",
                    "mail/esg-0",
                    "--to",
                    "mail/esg-1")
                .out())
        .contains("1 pair: " + open);
  }

  @Test
  void diff_compares_files_with_the_cluster() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("policy.yaml"),
            "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: esg-gateway, namespace: mail}, spec: {podSelector: {}, policyTypes: [Egress]}}");
    assertThat(Run.of("diff", file.toString(), "--live", "--context", "town").out())
        .contains("UDP 53");
  }

  @Test
  void a_cluster_without_pods_is_named() {
    cluster.has("/api/v1/pods", "Pod", "");
    cluster.lacks(ListedCluster.INSTANCES);
    assertThat(Run.of("connectivity", "--live", "--context", "town").err())
        .startsWith("the cluster: holds no workload");
  }

  @Test
  void a_cluster_that_is_gone_is_told_with_the_reason() {
    assertThat(Run.of("connectivity", "--live").err())
        .startsWith("cluster http://127.0.0.1:1/: cannot list EsgInstances in all namespaces (")
        .contains("127.0.0.1:1): look at the kubeconfig");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          check                       | esg-operator: there must be either files or --live: write check FILE... or check --live.
          check --live a.yaml         | esg-operator: there must be either files or --live: write check FILE... or check --live.
          connectivity                | esg-operator: there must be either files or --live: write connectivity FILE... or connectivity --live.
          connectivity --live a.yaml  | esg-operator: there must be either files or --live: write connectivity FILE... or connectivity --live.
          check --live --context nowhere | kubeconfig: has no context nowhere: kubectl config get-contexts lists them.
          check - -                   | -: can be read once: name a file in the place of one.
          check -n A_B a.yaml         | --namespace: 'A_B' is no namespace's name: write lower-case letters, digits and dashes, such as mail.
          connectivity -              | stdin: holds no workload, so there is nothing to answer: add the pods, or what makes them.
          diff - -                    | -: can be read once: name a file in the place of one.
          """)
  void one_source_is_named(String command, String sentence) {
    assertThat(Run.of(command.split(" ")).err()).isEqualTo(sentence);
  }
}
