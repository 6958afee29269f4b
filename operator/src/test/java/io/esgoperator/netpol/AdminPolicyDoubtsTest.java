package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.World;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a rule of policy.networking.k8s.io cannot be read, its doubt says why. */
class AdminPolicyDoubtsTest {
  private static final String POLICY =
      "- {apiVersion: policy.networking.k8s.io/%s, kind: %s, metadata: {name: one}, spec: {%s priority: %d, subject: {namespaces: {}}, %s}}\n";
  private static final String LONE =
      "- {apiVersion: v1, kind: Pod, metadata: {name: lone, namespace: mail}, spec: {containers: [{name: c}]}, status: {podIPs: [{ip: 10.1.0.9}]}}\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          egress: [{action: Deny, to: [{}]}]                                  | a peer is exactly one of namespaces and pods, nodes, networks, domainNames
          egress: [{action: Deny, to: [null]}]                                | a peer is exactly one of namespaces and pods, nodes, networks, domainNames
          egress: [{action: Deny, to: [{networks: []}]}]                      | a peer is exactly one of namespaces and pods, nodes, networks, domainNames
          egress: [{action: Deny, to: []}]                                    | the API server refuses a rule without peers
          egress: [{action: Deny, to: [{domainNames: [a.example, b.example]}]}] | which addresses a.example, b.example has is not known
          egress: [{action: Deny, from: [{namespaces: {}}]}]                  | it is empty, or has peers of the other direction
          egress: [null]                                                      | it is empty, or has peers of the other direction
          egress: [{action: Deny, to: [{namespaces: {}}], ports: [null]}]     | its item is empty
          egress: [{action: Deny, to: [{namespaces: {}}], ports: []}]         | the API server refuses an empty list of ports
          egress: [{action: Deny, to: [{namespaces: {}}], ports: [{portRange: {start: 20}}]}] | the API server refuses the ports null 20 to null
          egress: [{action: Deny, to: [{namespaces: {}}], ports: [{}]}]       | a port is exactly one of portNumber, namedPort and portRange
          ingress: [{action: Deny, from: [{}]}]                               | a peer is exactly one of namespaces and pods
          ingress: [{action: Deny, from: [{nodes: {}}]}]                      | a peer is exactly one of namespaces and pods
          ingress: [{action: Deny, to: [{namespaces: {}}]}]                   | it is empty, or has peers of the other direction
          """)
  void a_rule_that_cannot_be_read_says_why(String rules, String doubt) {
    Ruling ruling =
        Worlds.rule(
            Worlds.town(POLICY.formatted("v1alpha1", "AdminNetworkPolicy", "", 5, rules)),
            "site",
            "db",
            "TCP/25");
    Proof proof = rules.startsWith("egress") ? ruling.egress() : ruling.ingress();
    assertThat(proof.doubts())
        .containsExactly(
            "AdminNetworkPolicy one %s[0]: %s".formatted(rules.replaceFirst(":.*", ""), doubt));
  }

  /** Nodes are matched by address: one of the two is missing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # no node is known
          false | 192.0.2.1
          # the IPv6 address of the pod is not known
          true  | nowhere
          """)
  void a_node_that_cannot_be_compared_is_in_doubt(boolean nodes, String to) {
    String[] items = {
      POLICY.formatted(
          "v1alpha1",
          "AdminNetworkPolicy",
          "",
          5,
          "egress: [{action: Deny, to: [{nodes: {matchLabels: {rack: a}}}]}]"),
      LONE,
      "- {apiVersion: v1, kind: Pod, metadata: {name: nowhere, namespace: mail}, spec: {hostNetwork: true, containers: [{name: c}]}}\n"
    };
    World world = nodes ? Worlds.town(items) : Worlds.of(items);
    assertThat(Worlds.rule(world, "lone", to, "TCP/25").egress().doubts())
        .singleElement()
        .asString()
        .isEqualTo(
            "AdminNetworkPolicy one egress[0]: whether %s is a node that the rule selects is not known"
                .formatted(Worlds.end(world, to)));
  }

  /** From 0 to 1000, as the CRDs of the API have it. */
  @ParameterizedTest
  @CsvSource({"-1, Unclear", "0, Denied", "1000, Denied", "1001, Unclear"})
  void a_priority_is_from_0_to_1000(int priority, Decision decision) {
    World world =
        Worlds.town(
            POLICY.formatted(
                "v1alpha2",
                "ClusterNetworkPolicy",
                "tier: Admin,",
                priority,
                "egress: [{action: Deny, to: [{namespaces: {}}]}]"));
    assertThat(Worlds.rule(world, "site", "db", "TCP/25").decision()).isEqualTo(decision);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {sctp: {destinationPort: {number: 25}}}                                                 | SCTP/25 | Denied
          {sctp: {destinationPort: {number: 25}}}                                                 | SCTP/26 | Allowed
          {sctp: {destinationPort: {number: 25}}}                                                 | TCP/25  | Allowed
          {udp: {destinationPort: {number: 25}}}                                                  | UDP/25  | Denied
          {sctp: {destinationPort: {number: 25}}, tcp: {destinationPort: {number: 25}}}           | SCTP/25 | Unclear
          {sctp: {destinationPort: {number: 25}}, udp: {destinationPort: {number: 25}}}           | SCTP/25 | Unclear
          {sctp: {destinationPort: {number: 25}}, destinationNamedPort: smtp}                     | SCTP/25 | Unclear
          {sctp: {}}                                                                              | SCTP/25 | Unclear
          {sctp: {}, udp: {destinationPort: {number: 25}}}                                        | UDP/25  | Unclear
          """)
  void a_protocol_is_one_of_three_or_a_name(String protocol, String port, Decision decision) {
    World world =
        Worlds.town(
            POLICY.formatted(
                "v1beta1",
                "ClusterNetworkPolicy",
                "tier: Admin,",
                5,
                "egress: [{action: Deny, to: [{namespaces: {}}], protocols: [" + protocol + "]}]"));
    assertThat(Worlds.rule(world, "site", "db", port).decision()).isEqualTo(decision);
  }
}
