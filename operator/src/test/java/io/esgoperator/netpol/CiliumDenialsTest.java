package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.Tier;
import io.esgoperator.netpol.world.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Cilium's policies certainly deny, a row a fact; what they allow is not evaluated. */
class CiliumDenialsTest {
  private static final String CNP =
      "- {apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: one, namespace: mail}, %s}\n";
  private static final String OPEN =
      Worlds.policy("mail", "open", "{podSelector: {}, policyTypes: [Egress], egress: [{}]}");

  /** One rule of egressDeny, for esg. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a network                    | toCIDR: [198.51.100.0/24]                                | 198.51.100.7 | TCP/25 | Denied
          another network              | toCIDR: [203.0.113.0/24]                                 | 198.51.100.7 | TCP/25 | Allowed
          one of two networks          | toCIDR: [203.0.113.0/24, 198.51.100.7/32]                | 198.51.100.7 | TCP/25 | Denied
          a set                        | toCIDRSet: [{cidr: 198.51.100.0/24}]                     | 198.51.100.7 | TCP/25 | Denied
          an exception of a set        | toCIDRSet: [{cidr: 198.51.100.0/24, except: [198.51.100.7/32]}] | 198.51.100.7 | TCP/25 | Allowed
          a set in another object      | toCIDRSet: [{cidrGroupRef: all}]                         | 198.51.100.7 | TCP/25 | Allowed
          no network                   | toCIDR: []                                               | 198.51.100.7 | TCP/25 | Allowed
          the world                    | toEntities: [world]                                      | 198.51.100.7 | TCP/25 | Denied
          the world of its family      | toEntities: [world-ipv4]                                 | 198.51.100.7 | TCP/25 | Denied
          the world of the other       | toEntities: [world-ipv6]                                 | 198.51.100.7 | TCP/25 | Allowed
          all                          | toEntities: [all]                                        | 198.51.100.7 | TCP/25 | Denied
          all, pods too                | toEntities: [all]                                        | db           | TCP/25 | Denied
          an entity of the cluster     | toEntities: [cluster]                                    | 198.51.100.7 | TCP/25 | Allowed
          no pod is in a network       | toCIDR: [0.0.0.0/0]                                      | db           | TCP/25 | Allowed
          no node is in a network      | toCIDR: [0.0.0.0/0]                                      | 192.0.2.1    | TCP/25 | Allowed
          pods by label, not read      | toEndpoints: [{}]                                        | db           | TCP/25 | Allowed
          a field that is not known    | toCIDR: [198.51.100.0/24], toOthers: [{}]                | 198.51.100.7 | TCP/25 | Allowed
          ICMP alone                   | toCIDR: [198.51.100.0/24], icmps: [{fields: [{type: 8}]}] | 198.51.100.7 | TCP/25 | Allowed
          ports alone                  | toPorts: [{ports: [{port: '25', protocol: TCP}]}]        | 198.51.100.7 | TCP/25 | Denied
          ports alone, pods too        | toPorts: [{ports: [{port: '25', protocol: TCP}]}]        | db           | TCP/25 | Denied
          another number               | toPorts: [{ports: [{port: '26', protocol: TCP}]}]        | 198.51.100.7 | TCP/25 | Allowed
          another protocol             | toPorts: [{ports: [{port: '25', protocol: UDP}]}]        | 198.51.100.7 | TCP/25 | Allowed
          any protocol                 | toPorts: [{ports: [{port: '25', protocol: ANY}]}]        | 198.51.100.7 | TCP/25 | Denied
          any protocol, without a word | toPorts: [{ports: [{port: '25'}]}]                       | 198.51.100.7 | UDP/25 | Denied
          a range                      | toPorts: [{ports: [{port: '20', endPort: 30, protocol: TCP}]}] | 198.51.100.7 | TCP/25 | Denied
          beside a range               | toPorts: [{ports: [{port: '26', endPort: 30, protocol: TCP}]}] | 198.51.100.7 | TCP/25 | Allowed
          every number                 | toPorts: [{ports: [{port: '0', protocol: TCP}]}]         | 198.51.100.7 | TCP/25 | Denied
          a name                       | toPorts: [{ports: [{port: smtp, protocol: TCP}]}]        | 198.51.100.7 | TCP/25 | Allowed
          the second of two lists      | toPorts: [{ports: [{port: '80'}]}, {ports: [{port: '25'}]}] | 198.51.100.7 | TCP/25 | Denied
          an empty list of ports       | toCIDR: [198.51.100.0/24], toPorts: [{ports: []}]        | 198.51.100.7 | TCP/25 | Allowed
          """)
  void a_rule_denies_what_is_understood_and_no_more(
      String fact, String rule, String to, String port, Decision decision) {
    World world = town("spec: {endpointSelector: {}, egressDeny: [{%s}]}".formatted(rule));
    assertThat(Worlds.rule(world, "esg", to, port).egress().decision())
        .as(fact)
        .isEqualTo(decision);
  }

  /** A policy, and whether it denies what leaves esg. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          spec: {endpointSelector: {matchLabels: {app: esg}}, egressDeny: [{toEntities: [all]}]}                                  | Denied
          spec: {endpointSelector: {matchLabels: {'k8s:app': esg}}, egressDeny: [{toEntities: [all]}]}                            | Denied
          spec: {endpointSelector: {matchLabels: {app: db}}, egressDeny: [{toEntities: [all]}]}                                   | Allowed
          spec: {endpointSelector: {matchLabels: {'reserved:host': ''}}, egressDeny: [{toEntities: [all]}]}                       | Allowed
          spec: {endpointSelector: {matchLabels: {io.cilium.k8s.policy.serviceaccount: a}}, egressDeny: [{toEntities: [all]}]}    | Allowed
          spec: {endpointSelector: {matchOthers: {app: esg}}, egressDeny: [{toEntities: [all]}]}                                  | Allowed
          spec: {nodeSelector: {}, egressDeny: [{toEntities: [all]}]}                                                             | Allowed
          spec: {egressDeny: [{toEntities: [all]}]}                                                                               | Allowed
          spec: {endpointSelector: {}, egressDeny: [{}]}                                                                          | Allowed
          spec: {endpointSelector: {}, egress: [{}]}                                                                              | Allowed
          spec: {endpointSelector: {}, ingressDeny: [{fromEntities: [all]}]}                                                      | Allowed
          specs: [{endpointSelector: {}, ingress: [{}]}, {endpointSelector: {}, egressDeny: [{toEntities: [all]}]}]               | Denied
          spec: {endpointSelector: {}, egressDeny: [{toEntities: [all]}]}, status: {conditions: [{type: Valid, status: 'True'}]}  | Denied
          spec: {endpointSelector: {}, egressDeny: [{toEntities: [all]}]}, status: {conditions: [{type: Valid, status: 'False'}]} | Allowed
          """)
  void a_policy_denies_where_it_certainly_selects_the_pod_and_cilium_takes_it(
      String body, Decision decision) {
    assertThat(Worlds.rule(town(body), "esg", "198.51.100.7", "TCP/25").egress().decision())
        .isEqualTo(decision);
  }

  @Test
  void what_it_denies_no_network_policy_opens_and_it_is_named() {
    Proof proof =
        Worlds.rule(
                town("spec: {endpointSelector: {}, egressDeny: [{toCIDR: [198.51.100.0/24]}]}"),
                "esg",
                "198.51.100.7",
                "TCP/25")
            .egress();
    assertThat(proof.tier()).isEqualTo(Tier.Admin);
    assertThat(proof.text()).isEqualTo("cilium.io CiliumNetworkPolicy mail/one egress[0]");
  }

  @Test
  void what_enters_is_denied_by_its_own_rules() {
    World world =
        town(
            "spec: {endpointSelector: {}, ingressDeny: [{fromEntities: [all], toPorts: [{ports: [{port: '25'}]}]}]}");
    assertThat(Worlds.rule(world, "db", "esg", "TCP/25").ingress().decision())
        .isEqualTo(Decision.Denied);
    assertThat(Worlds.rule(world, "db", "esg", "TCP/26").ingress().decision())
        .isEqualTo(Decision.Allowed);
  }

  /** It may close more than what is read. */
  @Test
  void the_policy_stays_one_that_is_not_evaluated() {
    assertThat(
            Worlds.rule(
                    town("spec: {endpointSelector: {}, egressDeny: [{toEntities: [world]}]}"),
                    "esg",
                    "198.51.100.7",
                    "TCP/25")
                .notEvaluated())
        .extracting(PolicyRef::name)
        .containsExactly("one");
  }

  private static World town(String body) {
    return Worlds.town(OPEN, CNP.formatted(body));
  }
}
