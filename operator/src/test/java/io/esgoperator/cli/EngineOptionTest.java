package io.esgoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands make of a network that holds a pod, with each engine and with none named. */
class EngineOptionTest {
  private static final String HINT =
      "Engines differ on some of this: name yours with --engine cilium or --engine other.";
  private static final String PODS =
      """
      {apiVersion: v1, kind: Namespace, metadata: {name: a}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: db, namespace: a, labels: {app: db}}, spec: {containers: [{name: c, image: i}]}, status: {podIPs: [{ip: 10.0.0.1}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: a, labels: {app: web}}, spec: {containers: [{name: c, image: i}]}, status: {podIPs: [{ip: 10.0.0.2}]}}
      ---
      """;
  private static final String CLOSED =
      "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: db, namespace: a}, spec: {podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress]}}\n";
  private static final String BY_NETWORK =
      CLOSED.replace("[Ingress]", "[Ingress], ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]");
  private static final String OF_CILIUM =
      "---\n{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: web, namespace: a}, spec: {endpointSelector: {matchLabels: {app: none}}, ingress: [{}]}}\n";

  @TempDir Path folder;

  private static Run connectivity(String objects, String... options) {
    return Run.on(
        objects,
        Stream.concat(
                Stream.of("connectivity", "-", "--from", "a/web", "--to", "a/db"),
                Stream.of(options))
            .toArray(String[]::new));
  }

  @Test
  void without_a_sign_of_the_engine_a_network_that_holds_a_pod_is_unclear_and_the_option_is_told() {
    assertThat(connectivity(PODS + BY_NETWORK).out())
        .contains(
            "every port unclear: NetworkPolicy a/db ingress[0]: engines differ on whether 10.0.0.0/8 holds Pod a/web: to Cilium a network holds no pod and no node")
        .endsWith("1 pair: 0 open, 1 unclear, 0 closed. " + HINT + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cilium | 1 pair: 0 open, 0 unclear, 1 closed.
          other  | 1 pair: 1 open, 0 unclear, 0 closed.
          """)
  void a_named_engine_decides(String engine, String sentence) {
    assertThat(connectivity(PODS + BY_NETWORK, "--engine", engine).lines()).endsWith(sentence);
  }

  @Test
  void a_policy_of_ciliums_names_the_engine_too() {
    assertThat(connectivity(PODS + BY_NETWORK + OF_CILIUM).lines())
        .endsWith("1 pair: 0 open, 0 unclear, 1 closed.");
  }

  @Test
  void a_deny_rule_is_not_held_by_an_engine_that_is_not_known() {
    Run run = Run.on(PODS + BY_NETWORK, "connectivity", "-", "--deny", "a/web to a/db");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines()).endsWith("1 rule: 0 held, 1 violated. " + HINT);
    assertThat(
            Run.on(
                    PODS + BY_NETWORK,
                    "connectivity",
                    "-",
                    "--deny",
                    "a/web to a/db",
                    "--engine",
                    "cilium")
                .exitCode())
        .isZero();
  }

  @Test
  void an_explanation_tells_of_it() {
    assertThat(Run.on(PODS + BY_NETWORK, "explain", "a/web", "a/db", "tcp/5432", "-").out())
        .contains("find out what is not known: ")
        .endsWith("holds no pod and no node. " + HINT + "\n");
    assertThat(
            Run.on(
                    PODS + BY_NETWORK,
                    "explain",
                    "a/web",
                    "a/db",
                    "tcp/5432",
                    "-",
                    "--engine",
                    "cilium")
                .lines())
        .first()
        .isEqualTo("Pod a/web to Pod a/db, TCP 5432, IPv4: Denied");
  }

  @Test
  void a_gateways_peer_that_is_a_pod_in_a_network_is_unclear() {
    String gateway =
        """
        ---
        apiVersion: esg-operator.io/v1alpha1
        kind: EsgInstance
        metadata: {name: gateway, namespace: a}
        spec: {podSelector: {matchLabels: {app: web}}, services: {ldap: {servers: [{podSelector: {matchLabels: {app: db}}}]}}}
        """;
    String policy = BY_NETWORK.replace("[Ingress]", "[Ingress]");
    assertThat(Run.on(PODS + policy + gateway, "check", "-").out())
        .containsPattern("ldap .* Unclear .*engines differ on whether 10.0.0.0/8 holds Pod a/web")
        .endsWith(HINT + "\n");
    assertThat(Run.on(PODS + policy + gateway, "check", "-", "--engine", "other").out())
        .containsPattern("ldap .* Allowed ")
        .doesNotContain(HINT);
  }

  @Test
  void a_change_that_brings_ciliums_first_policy_does_not_change_the_engine() throws IOException {
    Path old = Files.writeString(folder.resolve("old.yaml"), PODS + BY_NETWORK);
    Path now = Files.writeString(folder.resolve("new.yaml"), PODS + BY_NETWORK + OF_CILIUM);
    assertThat(Run.of("diff", old.toString(), now.toString()).lines())
        .containsExactly(
            "Between the workloads here nothing opens, and nothing closes.",
            "CiliumNetworkPolicy a/web changes and selects no workload here, so what it opens and closes is not known: add the pods, or what makes them.");
  }

  @Test
  void a_node_and_its_own_pods_are_no_pair_also_where_policies_part_nodes_from_others()
      throws IOException {
    String node =
        "---\n{apiVersion: v1, kind: Node, metadata: {name: n1}, status: {addresses: [{type: InternalIP, address: 192.0.2.1}]}}\n";
    String pods = PODS.replace("spec: {containers", "spec: {nodeName: n1, containers");
    String parting = BY_NETWORK.replace("10.0.0.0/8", "192.0.2.0/24");
    assertThat(Run.on(pods + parting + node, "connectivity", "-", "--from", "outside").out())
        .contains("outside 192.0.2.0/24  Pod a/db", "outside 0.0.0.0/0     Pod a/web")
        .doesNotContain("192.0.2.1");
    assertThat(
            Run.on(
                    pods + parting + node,
                    "connectivity",
                    "-",
                    "--deny",
                    "cidr=192.0.2.1/32 to a/db")
                .exitCode())
        .isZero();
    Path old = Files.writeString(folder.resolve("old.yaml"), pods + parting + node);
    Path now = Files.writeString(folder.resolve("new.yaml"), pods + CLOSED + node);
    assertThat(Run.of("diff", old.toString(), now.toString()).out())
        .contains("closes every port from outside 192.0.2.0/32, 192.0.2.2/31")
        .doesNotContain("192.0.2.1");
  }

  @Test
  void another_engine_beside_a_policy_of_ciliums_is_refused() {
    Run run = connectivity(PODS + BY_NETWORK + OF_CILIUM, "--engine", "other");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "--engine: other does not enforce CiliumNetworkPolicy a/web: leave one of both out.");
  }

  @Test
  void an_engine_that_is_not_known_is_refused_with_those_that_are() {
    Run run = connectivity(PODS, "--engine", "calico");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(List.of(run.err())).allMatch(line -> line.contains("cilium, other"));
  }

  @Test
  void where_engines_agree_nothing_is_said_of_them() {
    assertThat(connectivity(PODS + CLOSED).lines())
        .endsWith("1 pair: 0 open, 0 unclear, 1 closed.");
  }
}
