package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Tier;
import io.esgoperator.netpol.world.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cilium's policies beside others, and what of them is not known. */
class CiliumBesideOthersTest {
  private static final String CNP = CiliumPolicySemanticsTest.CNP;

  @Test
  void they_and_network_policies_add_up() {
    World world =
        Worlds.town(
            CNP.formatted(
                "dns",
                "spec: {endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '53'}]}]}]}"),
            Worlds.policy(
                "mail",
                "smtp",
                "{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 25}]}]}"));
    assertThat(Worlds.rule(world, "esg", "db", "UDP/53").egress().text())
        .isEqualTo("cilium.io CiliumNetworkPolicy mail/dns egress[0]");
    assertThat(Worlds.rule(world, "esg", "db", "TCP/25").egress().text())
        .isEqualTo("NetworkPolicy mail/smtp egress[0]");
    Proof closed = Worlds.rule(world, "esg", "db", "TCP/80").egress();
    assertThat(closed.tier()).isEqualTo(Tier.NetworkPolicy);
    assertThat(closed.text())
        .isEqualTo(
            "selected by cilium.io CiliumNetworkPolicy mail/dns, NetworkPolicy mail/smtp, and no rule matches");
  }

  @Test
  void what_one_denies_nothing_opens_and_it_is_named_with_its_rule() {
    Proof proof =
        Worlds.rule(
                CiliumPolicySemanticsTest.town(
                    "specs: [{endpointSelector: {}, egress: [{toEntities: [all]}]}, {endpointSelector: {}, egressDeny: [{toEntities: [none]}, {toCIDR: [198.51.100.0/24]}]}]"),
                "esg",
                "198.51.100.7",
                "TCP/25")
            .egress();
    assertThat(proof.tier()).isEqualTo(Tier.Admin);
    assertThat(proof.text())
        .isEqualTo("cilium.io CiliumNetworkPolicy mail/one specs[1].egressDeny[1]");
  }

  /** Names of TLS limit what other rules open at the same port; what is read does not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          serverNames: [a.example.org]  | Unclear
          'rules: {http: [{method: GET}]}' | Allowed
          """)
  void a_limit_holds_for_what_another_rule_opens_too(String limit, Decision decision) {
    World world =
        CiliumPolicySemanticsTest.town(
            "spec: {endpointSelector: {}, egress: [{toCIDR: [198.51.100.0/24], toPorts: [{ports: [{port: '443', protocol: TCP}], %s}]}]}"
                .formatted(limit));
    assertThat(Worlds.rule(world, "esg", "198.51.100.7", "TCP/443").egress().decision())
        .isEqualTo(decision);
    assertThat(Worlds.rule(world, "esg", "203.0.113.7", "TCP/443").egress().decision())
        .isEqualTo(Decision.Allowed);
  }

  /** Where one of Cilium's policies stands, Cilium enforces the others, too. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}           | db           | Denied
          {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.1.0.2/32}}]}]}         | db           | Denied
          {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}           | 192.0.2.1    | Denied
          {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}           | 198.51.100.7 | Allowed
          {podSelector: {}, policyTypes: [Egress], egress: [{to: [{podSelector: {}}]}]}                      | db           | Allowed
          {podSelector: {}, policyTypes: [Ingress], egress: [{to: [{podSelector: {}}]}]}                     | 198.51.100.7 | Denied
          {podSelector: {matchLabels: {pod-template-hash: a}}, policyTypes: [Egress]}                        | db           | Allowed
          """)
  void a_network_policy_is_read_as_cilium_reads_it(String spec, String to, Decision decision) {
    World world =
        Worlds.town(
            CNP.formatted(
                "another", "spec: {endpointSelector: {matchLabels: {app: another}}, egress: [{}]}"),
            Worlds.policy("mail", "one", spec));
    assertThat(Worlds.rule(world, "esg", to, "TCP/25").egress().decision()).isEqualTo(decision);
  }

  @Test
  void whether_cilium_enforces_an_administrators_policy_is_not_known() {
    String admin =
        "- {apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: {name: a}, spec: {priority: 1, subject: {namespaces: {}}, egress: [{action: Allow, to: [{namespaces: {}}]}]}}\n";
    String closed = CNP.formatted("one", "spec: {endpointSelector: {}, egress: [{}]}");
    assertThat(Worlds.rule(Worlds.town(admin), "esg", "db", "TCP/25").egress().decision())
        .isEqualTo(Decision.Allowed);
    assertThat(Worlds.rule(Worlds.town(admin, closed), "esg", "db", "TCP/25").egress().decision())
        .isEqualTo(Decision.Unclear);
  }
}
