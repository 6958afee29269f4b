package io.esgoperator.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import org.junit.jupiter.api.Test;

/** What stands under the name of the operator's own policy. */
class CheckedOwnPolicyTest {
  private static final String GATEWAY =
      """
      apiVersion: esg-operator.io/v1alpha1
      kind: EsgInstance
      metadata: {name: gateway, namespace: mail}
      spec:
        podSelector: {matchLabels: {app: esg}}
        services: {webInterface: {from: [203.0.113.0/24]}, ldaps: {servers: [{cidr: 10.1.2.0/28}]}}
      """;

  @Test
  void its_rules_that_open_everything_are_undeclared() {
    Run run =
        checked(
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: esg-gateway, namespace: mail}
            spec: {podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{}], egress: [{}]}
            """);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "Ingress: NetworkPolicy esg-gateway opens every port from anywhere.",
            "Egress: NetworkPolicy esg-gateway opens every port to anywhere.");
  }

  @Test
  void a_port_or_a_network_beyond_the_declaration_is_undeclared() {
    Run run =
        checked(
            rendered()
                .replaceFirst("203\\.0\\.113\\.0/24", "203.0.0.0/16")
                .replaceFirst("port: 2703", "port: 22"));
    assertThat(run.out())
        .contains(
            "NetworkPolicy esg-gateway opens TCP 443 from 203.0.0.0/16.",
            "NetworkPolicy esg-gateway opens TCP 22 to");
  }

  @Test
  void as_the_operator_writes_it_nothing_is_undeclared() {
    assertThat(checked(rendered()).out()).doesNotContain("undeclared");
  }

  @Test
  void what_the_operator_alone_finds_is_taken_for_its_own() {
    Run run =
        checked(
            rendered()
                .replaceFirst(
                    "  egress:\n",
                    """
                      egress:
                      - ports: [{port: 5353, protocol: UDP}, {port: 5353, protocol: TCP}]
                        to:
                        - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: openshift-dns}}
                          podSelector: {matchLabels: {dns.operator.openshift.io/daemonset-dns: default}}
                        - ipBlock: {cidr: 169.254.20.10/32}
                    """));
    assertThat(run.out()).doesNotContain("undeclared");
  }

  private static String rendered() {
    return Run.on(GATEWAY, "render", "-").out();
  }

  private static Run checked(String policy) {
    return Run.on(GATEWAY + "---\n" + policy, "check", "-");
  }
}
