package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Labels;
import io.esgoperator.netpol.world.PolicyEngine;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of a world beside single connections. */
class EvaluatorTest {
  private static final String CLOSED =
      Worlds.policy("mail", "closed", "{podSelector: {}, policyTypes: [Ingress, Egress]}");
  private static final String DENY =
      "- {apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: {name: deny}, spec: {priority: 1, subject: {namespaces: {}}, egress: [{action: Deny, to: [{namespaces: {}}]}]}}\n";

  private static Connection connection(World world, String from, String to) {
    return Connection.of(Worlds.end(world, from), Worlds.end(world, to), Protocol.TCP, 25);
  }

  private static Decision decision(Evaluator evaluator, String from, String to) {
    return evaluator.rule(connection(evaluator.world(), from, to)).decision();
  }

  @Test
  void with_another_policy_the_world_stays_and_the_policy_counts() {
    Evaluator open = Evaluator.of(Worlds.town());
    assertThat(decision(open, "esg", "site")).isEqualTo(Decision.Allowed);
    assertThat(decision(open.with(Worlds.of(CLOSED).policies().get(0)), "esg", "site"))
        .isEqualTo(Decision.Denied);
  }

  /** Canaries test what NetworkPolicies do, so that these always count. */
  @Test
  void a_policy_of_an_administrator_may_be_left_out_and_a_network_policy_may_not() {
    Evaluator evaluator = Evaluator.of(Worlds.town(DENY, CLOSED));
    Set<String> titles = Set.of("AdminNetworkPolicy deny", "NetworkPolicy closed");
    assertThat(decision(evaluator, "site", "site")).isEqualTo(Decision.Allowed);
    assertThat(decision(evaluator, "site", "planned")).isEqualTo(Decision.Denied);
    assertThat(decision(evaluator.without(titles), "site", "planned")).isEqualTo(Decision.Allowed);
    assertThat(decision(evaluator.without(titles), "esg", "planned")).isEqualTo(Decision.Denied);
    assertThat(decision(evaluator.without(Set.of()), "site", "planned")).isEqualTo(Decision.Denied);
  }

  /** Of the pod esg, whose port smtp is 2525; other pods may call another port so. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {podSelector: {}, policyTypes: [Ingress, Egress]}                            | Inbound  | 25   | true
          {podSelector: {}, policyTypes: [Ingress, Egress]}                            | Outbound | 25   | true
          {podSelector: {}, policyTypes: [Egress]}                                     | Inbound  | 25   | false
          {podSelector: {}, ingress: [{ports: [{port: smtp}]}]}                        | Inbound  | 25   | true
          {podSelector: {}, ingress: [{ports: [{port: smtp}]}]}                        | Inbound  | 2525 | false
          {podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: smtp}]}]}  | Outbound | 25   | false
          {podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 26}]}]}    | Outbound | 25   | true
          """)
  void a_port_is_shut_where_no_rule_can_open_it(
      String spec, Direction direction, int port, boolean isShut) {
    World world = Worlds.town(Worlds.policy("mail", "one", spec));
    assertThat(
            Evaluator.of(world)
                .shuts((Workload) Worlds.end(world, "esg"), direction, Protocol.TCP, port))
        .isEqualTo(isShut);
  }

  @Test
  void no_port_is_shut_to_a_pod_that_a_policy_may_only_perhaps_select() {
    World world =
        Worlds.town(Worlds.policy("mail", "one", "{podSelector: {matchLabels: {app: db}}}"));
    Workload unknown = Workload.pod("mail", "x", Labels.partly(Map.of()));
    assertThat(Evaluator.of(world).shuts(unknown, Direction.Inbound, Protocol.TCP, 25)).isFalse();
  }

  /** Only Cilium itself enforces its policies. */
  @Test
  void no_port_is_shut_by_a_policy_of_ciliums() {
    World world =
        Worlds.town(
            "- {apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: one, namespace: mail}, spec: {endpointSelector: {}, ingress: [{}]}}\n");
    assertThat(
            Evaluator.of(world)
                .shuts((Workload) Worlds.end(world, "esg"), Direction.Inbound, Protocol.TCP, 25))
        .isFalse();
  }

  @Test
  void an_engine_that_is_not_known_matters_where_a_known_one_would_decide() {
    String byNetwork =
        Worlds.policy(
            "web", "one", "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}");
    String byNamespace =
        Worlds.policy(
            "mail",
            "two",
            "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: x}}}]}]}");
    World world = Worlds.town(byNetwork, byNamespace);
    Evaluator unknown = Evaluator.of(world.enforcedBy(PolicyEngine.Unknown));
    assertThat(unknown.dependsOnEngine()).isTrue();
    assertThat(unknown.dependsOnEngine(connection(world, "esg", "site"))).isTrue();
    assertThat(decision(unknown, "planned", "esg")).isEqualTo(Decision.Unclear);
    assertThat(unknown.dependsOnEngine(connection(world, "planned", "esg"))).isFalse();
    assertThat(unknown.dependsOnEngine(connection(world, "esg", "192.0.2.9"))).isFalse();
    assertThat(Evaluator.of(world).dependsOnEngine()).isFalse();
    assertThat(
            Evaluator.of(Worlds.town(byNamespace).enforcedBy(PolicyEngine.Unknown))
                .dependsOnEngine())
        .isFalse();
  }

  /** Cilium knows no names of ports there; engines differ on whether others do. */
  @ParameterizedTest
  @CsvSource({"Cilium, Denied", "Other, Unclear"})
  void a_port_of_a_pod_on_its_nodes_network_has_a_name_or_not(
      PolicyEngine engine, Decision decision) {
    World world =
        Worlds.town(
                "- {apiVersion: v1, kind: Pod, metadata: {name: host, namespace: mail}, spec: {nodeName: n2, hostNetwork: true, containers: [{name: c, ports: [{name: smtp, containerPort: 25}]}]}, status: {podIPs: [{ip: 192.0.2.2}]}}\n",
                Worlds.policy(
                    "mail",
                    "one",
                    "{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: smtp}]}]}"))
            .enforcedBy(engine);
    assertThat(decision(Evaluator.of(world), "esg", "host")).isEqualTo(decision);
  }
}
