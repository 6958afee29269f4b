package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of one rule of Cilium's: its ends, its openings, and why it is in doubt. */
class CiliumRuleReadingTest {
  private static final String CNP =
      "- {apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: one, namespace: mail}, %s}\n";
  private static final String EGRESS = "spec: {endpointSelector: {}, egress: [{%s}]}";
  private static final String REFUSED =
      "cilium.io CiliumNetworkPolicy mail/one: Cilium does not take it: ";

  /** In a cluster of one node, that node is the host of every pod. */
  @ParameterizedTest
  @CsvSource({
    "host,           192.0.2.1,    Allowed",
    "host,           198.51.100.7, Denied",
    "remote-node,    192.0.2.1,    Denied",
    "kube-apiserver, 192.0.2.1,    Unclear",
  })
  void the_only_node_is_the_host_and_no_remote_one(String entity, String to, Decision decision) {
    World world =
        Worlds.of(
            "- {apiVersion: v1, kind: Node, metadata: {name: n1}, status: {addresses: [{type: InternalIP, address: 192.0.2.1}]}}\n",
            "- {apiVersion: v1, kind: Pod, metadata: {name: esg, namespace: mail}, spec: {nodeName: n1, containers: [{name: c}]}, status: {podIPs: [{ip: 10.1.0.1}]}}\n",
            CNP.formatted(EGRESS.formatted("toEntities: [" + entity + "]")));
    assertThat(Worlds.rule(world, "esg", to, "TCP/25").egress().decision()).isEqualTo(decision);
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.2, Allowed", "198.51.100.7, Allowed", "db, Denied"})
  void another_entity_beside_both_kinds_of_nodes_counts_too(String to, Decision decision) {
    World world = world(EGRESS.formatted("toEntities: [host, world, remote-node]"));
    assertThat(Worlds.rule(world, "esg", to, "TCP/25").egress().decision()).isEqualTo(decision);
  }

  /** An address that may be a pod's. */
  @ParameterizedTest
  @CsvSource({"cluster, Unclear", "none, Denied"})
  void an_address_that_may_be_a_pods_is_in_an_entity_or_not(String entity, Decision decision) {
    World world = world(EGRESS.formatted("toEntities: [" + entity + "]"));
    assertThat(Worlds.rule(world, "esg", "?10.1.0.77", "TCP/25").egress().decision())
        .isEqualTo(decision);
  }

  @Test
  void whether_a_node_is_the_host_of_a_pod_is_not_known() {
    World world = world(EGRESS.formatted("toEntities: [host]"));
    assertThat(Worlds.rule(world, "esg", "192.0.2.1", "TCP/25").egress().doubts())
        .containsExactly(
            "cilium.io CiliumNetworkPolicy mail/one egress[0]: whether 192.0.2.1 is one of Cilium's entity host is not known");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          toEntities: [host, remote-node]                                                            | every port to entity host and remote-node
          toPorts: [{ports: [{port: '443', protocol: TCP}]}]                                         | TCP 443 to anywhere
          toPorts: [{ports: [{port: '443', protocol: TCP}], serverNames: [a.example.org]}]           | TCP 443 to anywhere
          toPorts: [{ports: [{port: '25', endPort: 25, protocol: TCP}]}]                             | TCP 25 to anywhere
          """)
  void an_opening_is_told_once(String rule, String opening) {
    World world = world(EGRESS.formatted(rule));
    assertThat(
            Evaluator.of(world)
                .bindings((Workload) Worlds.end(world, "esg"), Direction.Outbound)
                .openings())
        .extracting(open -> open.ports() + " to " + open.peers())
        .containsExactly(opening);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          toCIDR: [198.51.100.0/24], toOthers: [{}]                                             | its field toOthers is not known
          toServices: [{k8sService: {serviceName: relay, namespace: mail}}]                     | which pods and addresses the Service relay has is not known
          toServices: [{k8sServiceSelector: {selector: {}}}]                                    | which pods and addresses the Service by its labels has is not known
          toEndpoints: [{}], authentication: {mode: required}                                   | whether its authentication lets the connection pass is not known
          toPorts: [{ports: [{port: '25', protocol: TCP}], serverNames: [a], listener: {}}]     | whether its listener and serverNames lets the connection pass is not known
          toPorts: [{ports: [{port: '25', protocol: TCP}], rules: {http: [{method: GET}]}}]     | whether its rules of http let the request pass is not known
          """)
  void a_rule_that_is_in_doubt_says_why(String rule, String doubt) {
    assertThat(doubts(EGRESS.formatted(rule)))
        .containsExactly("cilium.io CiliumNetworkPolicy mail/one egress[0]: " + doubt);
  }

  /** Beside RefusedByCilium, which a real Cilium is asked about. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          spec: {nodeSelector: {}, egress: [{}]}                                                                    | it has to have an endpointSelector, and no nodeSelector
          spec: {endpointSelector: {}, egress: [{toCIDR: 198.51.100.0/24}]}                                         | toCIDR is no list
          spec: {endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '65536'}]}]}]}                           | 65536 is no port
          spec: {endpointSelector: {}, egress: [{toPorts: [{rules: {dns: [{matchPattern: '*'}]}}]}]}                | rules of dns want port 53
          spec: {endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '0'}], rules: {dns: [{matchPattern: '*'}]}}]}]} | rules of dns and of http want a port that is not 0
          spec: {endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '0', protocol: TCP}], rules: {http: [{}]}}]}]}  | rules of dns and of http want a port that is not 0
          spec: {endpointSelector: {}, egress: [{}]}, status: {conditions: [{type: Valid, status: 'False', message: odd}]} | odd
          """)
  void a_policy_that_has_no_effect_says_why(String body, String why) {
    assertThat(doubts(body)).contains(REFUSED + why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          spec: {endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '65535', protocol: TCP}]}]}]}                 | TCP/65535
          spec: {endpointSelector: {}, egress: [{toEntities: [all]}]}, status: {conditions: [{type: Ready, status: 'False'}, {type: Valid, status: 'True'}]} | TCP/25
          spec: {endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '0', protocol: TCP}]}]}]}                     | TCP/25
          spec: {endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '0', protocol: TCP}], rules: {}}]}]}          | TCP/25
          """)
  void a_policy_that_cilium_takes_opens(String body, String port) {
    assertThat(Worlds.rule(world(body), "esg", "198.51.100.7", port).egress().decision())
        .isEqualTo(Decision.Allowed);
  }

  /** As the schema of its kind has it. */
  @ParameterizedTest
  @CsvSource({"40, false", "41, true"})
  void a_list_has_40_ports_at_most(int ports, boolean isRefused) {
    String body =
        EGRESS.formatted(
            "toPorts: [{ports: ["
                + String.join(", ", Collections.nCopies(ports, "{port: '25'}"))
                + "]}]");
    assertThat(doubts(body).contains(REFUSED + "there are more than 40 ports in one list"))
        .isEqualTo(isRefused);
  }

  @Test
  void a_rule_that_denies_is_in_doubt_where_its_policy_may_select_the_pod() {
    assertThat(
            doubts(
                "spec: {endpointSelector: {matchLabels: {io.cilium.k8s.policy.serviceaccount: a}}, egressDeny: [{toEntities: [all]}], enableDefaultDeny: {egress: false}}"))
        .containsExactly(
            "cilium.io CiliumNetworkPolicy mail/one: the label io.cilium.k8s.policy.serviceaccount of pods is not known");
  }

  @Test
  void a_label_of_an_empty_source_is_not_known() {
    assertThat(doubts(EGRESS.formatted("toEndpoints: [{matchLabels: {':app': db}}]")))
        .singleElement()
        .asString()
        .endsWith("the label :app of pods is not known");
  }

  /** Cilium's own labels have no value. */
  @ParameterizedTest
  @CsvSource({"'', Denied", "odd, Unclear"})
  void a_label_of_ciliums_own_stands_for_its_entity_without_a_value(
      String value, Decision decision) {
    World world =
        world(EGRESS.formatted("toEndpoints: [{matchLabels: {'reserved:host': '" + value + "'}}]"));
    assertThat(Worlds.rule(world, "esg", "198.51.100.7", "TCP/25").egress().decision())
        .isEqualTo(decision);
  }

  /** A cluster-wide policy may be for nodes; a spec of it that is for pods is read. */
  @Test
  void a_policy_for_nodes_may_have_specs_for_pods_too() {
    World world =
        Worlds.town(
            "- {apiVersion: cilium.io/v2, kind: CiliumClusterwideNetworkPolicy, metadata: {name: one}, specs: [{nodeSelector: {}, ingress: [{}]}, {endpointSelector: {}, egress: [{}]}]}\n");
    assertThat(Worlds.rule(world, "esg", "db", "TCP/25").egress().decision())
        .isEqualTo(Decision.Denied);
  }

  private static World world(String body) {
    return Worlds.town(CNP.formatted(body));
  }

  private static List<String> doubts(String body) {
    return Worlds.rule(world(body), "esg", "db", "TCP/25").egress().doubts();
  }
}
