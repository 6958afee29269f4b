package io.esgoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.gateway.Gateway;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UndeclaredOpeningsTest {
  private static final NetworkPolicy IN = Policies.ingress("in", null);
  private static final NetworkPolicy OUT = Policies.egress("out", null);

  /** A rule of another policy on the gateway, and what it opens beyond the minimal sample. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {ports: [{port: 25}]}                                                       |
          {ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]}             |
          {to: [{ipBlock: {cidr: 198.51.100.62/32}}], ports: [{port: 6277, protocol: UDP}]} |
          {to: [{ipBlock: {cidr: 198.51.100.0/24}}], ports: [{port: 6277, protocol: UDP}]} | UDP 6277 to 198.51.100.0/24
          {ports: [{port: 6277, protocol: UDP}]}                                      | UDP 6277 to anywhere
          {}                                                                          | every port to anywhere
          {to: [{podSelector: {}}]}                                                   | every port to all pods of namespace mail
          {ports: [{port: 8080}]}                                                     | TCP 8080 to anywhere
          {ports: [{port: 25, endPort: 30}]}                                          | TCP 25 to 30 to anywhere
          {ports: [{protocol: UDP}]}                                                  | UDP, every port to anywhere
          {ports: [{port: metrics}]}                                                  | TCP metrics to anywhere
          {ports: [{port: 30, endPort: 20}]}                                          | a port that cannot be read to anywhere
          {to: [{}]}                                                                  | every port to a peer that cannot be read
          """)
  void what_another_policy_opens_beyond_the_declaration_is_told(String rule, String opening) {
    assertThat(openings(IN, Policies.egress("other", rule)))
        .isEqualTo(
            opening == null
                ? List.of()
                : List.of("Egress: NetworkPolicy other opens " + opening + "."));
  }

  /** What was open before the gateway had a relay. */
  @Test
  void a_way_past_the_relay_is_told() {
    assertThat(
            new UndeclaredOpenings(
                    Instances.withSpec("relay: {servers: [{cidr: 198.51.100.58/32}], port: 587}")
                        .getSpec(),
                    host -> List.of(),
                    Gateway.unknown())
                .of(
                    Policies.onGateway(
                        IN,
                        Policies.egress(
                            "other",
                            "{ports: [{port: 25}]}, {to: [{ipBlock: {cidr: 198.51.100.58/32}}], ports: [{port: 587}]}")),
                    "esg-gateway"))
        .containsExactly("Egress: NetworkPolicy other opens TCP 25 to anywhere.");
  }

  /** The spec's exceptions, the rule of another policy, and what it opens of them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                            | {ports: [{port: 80}]}                                                      | TCP 80 to 169.254.169.254/32; TCP 80 to fd00:ec2::254/128
          {}                            | {to: [{ipBlock: {cidr: 169.254.169.254/32}}], ports: [{port: 80}]}          | TCP 80 to 169.254.169.254/32
          {}                            | {to: [{ipBlock: {cidr: 0.0.0.0/0, except: [169.254.0.0/16]}}], ports: [{port: 80}]} |
          {}                            | {ports: [{port: 443}]}                                                      |
          {except: [198.51.100.0/24]}   | {ports: [{port: 25}]}                                                       | TCP 25 to 198.51.100.0/24
          {except: [198.51.100.0/24]}   | {to: [{ipBlock: {cidr: 198.51.100.128/25}}], ports: [{port: 25}]}           | TCP 25 to 198.51.100.0/24
          {except: [198.51.100.0/24]}   | {to: [{ipBlock: {cidr: 203.0.113.0/24}}], ports: [{port: 25}]}              |
          {except: [198.51.100.0/24]}   | {ports: [{port: 53, protocol: UDP}]}                                        |
          """)
  void what_another_policy_opens_of_the_exceptions_is_told(
      String policy, String rule, String openings) {
    assertThat(
            new UndeclaredOpenings(
                    Instances.withSpec("policy: " + policy).getSpec(),
                    host -> List.of(),
                    Gateway.unknown())
                .of(Policies.onGateway(IN, Policies.egress("other", rule)), "esg-gateway"))
        .isEqualTo(
            openings == null
                ? List.of()
                : Stream.of(openings.split("; "))
                    .map(
                        "Egress: NetworkPolicy other opens %s, which spec.policy.except keeps closed: write it as an exception there, too."
                            ::formatted)
                    .toList());
  }

  @Test
  void what_comes_in_is_read_too() {
    assertThat(openings(OUT, Policies.ingress("other", "{ports: [{port: 22}, {port: 25}]}")))
        .containsExactly("Ingress: NetworkPolicy other opens TCP 22 from anywhere.");
  }

  @Test
  void a_direction_that_nothing_binds_is_wide_open() {
    assertThat(openings(OUT))
        .containsExactly("Ingress: everything is open, since no NetworkPolicy binds the gateway.");
  }

  /** A rule of an administrator that goes before every NetworkPolicy. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {action: Allow, to: [{networks: [0.0.0.0/0]}]}                                                        | every port to 0.0.0.0/0
          {action: Allow, to: [{networks: [0.0.0.0/0]}], ports: [{portNumber: {protocol: TCP, port: 9100}}]}    | TCP 9100 to 0.0.0.0/0
          {action: Allow, to: [{networks: [0.0.0.0/0]}], ports: [{portNumber: {protocol: TCP, port: 25}}]}      |
          {action: Allow, to: [{namespaces: {}}], ports: [{portRange: {protocol: TCP, start: 9000, end: 9100}}]} | TCP 9000 to 9100 to all pods of all namespaces
          {action: Allow, to: [{nodes: {}}], ports: [{portNumber: {protocol: TCP, port: 9100}}]}                | TCP 9100 to all nodes
          {action: Allow, to: [{domainNames: [example.net]}], ports: [{portNumber: {protocol: TCP, port: 9100}}]} | TCP 9100 to example.net
          {action: Deny, to: [{networks: [0.0.0.0/0]}]}                                                         |
          {action: Pass, to: [{networks: [0.0.0.0/0]}]}                                                         |
          """)
  void what_an_administrator_allows_beyond_the_declaration_is_told(String rule, String opening) {
    assertThat(
            openings(IN, OUT, Policies.admin("AdminNetworkPolicy", "esg-gateway", "egress", rule)))
        .isEqualTo(
            opening == null
                ? List.of()
                : List.of("Egress: AdminNetworkPolicy esg-gateway opens " + opening + "."));
  }

  @Test
  void what_a_cluster_network_policy_accepts_is_told() {
    assertThat(
            openings(
                IN,
                OUT,
                Policies.any(
                    "policy.networking.k8s.io/v1beta1",
                    "ClusterNetworkPolicy",
                    "monitoring",
                    "{tier: Admin, priority: 1, subject: {namespaces: {}}, ingress: [{action: Accept, from: [{namespaces: {}}], protocols: [{tcp: {destinationPort: {number: 9100}}}]}]}")))
        .containsExactly(
            "Ingress: ClusterNetworkPolicy monitoring opens TCP 9100 from all pods of all namespaces.");
  }

  /** A baseline counts only where no NetworkPolicy binds the gateway. */
  @Test
  void what_a_baseline_leaves_open_is_told_where_nothing_else_binds() {
    GenericKubernetesResource baseline =
        Policies.admin(
            "BaselineAdminNetworkPolicy",
            "default",
            "ingress",
            "{action: Allow, from: [{namespaces: {}}], ports: [{portNumber: {protocol: TCP, port: 9100}}]}, {action: Deny, from: [{namespaces: {}}]}");
    assertThat(openings(OUT, baseline))
        .containsExactly(
            "Ingress: everything is open that is not denied by BaselineAdminNetworkPolicy default, since no NetworkPolicy binds the gateway.",
            "Ingress: BaselineAdminNetworkPolicy default opens TCP 9100 from all pods of all namespaces.");
    assertThat(openings(IN, OUT, baseline)).isEmpty();
  }

  @Test
  void the_own_policy_is_the_declaration() {
    assertThat(openings(IN, Policies.egress("esg-gateway", "{}"))).isEmpty();
  }

  /** The gateway's Service takes TCP 25, and its container listens at 2525. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {ports: [{port: 2525}]} |
          {ports: [{port: 25}]}   | TCP 25 from anywhere
          {ports: [{port: smtp}]} |
          {ports: [{port: old}]}  | TCP old from anywhere
          {ports: [{port: imap}]} | TCP imap from anywhere
          {ports: [{port: 2525, protocol: UDP}]} | UDP 2525 from anywhere
          """)
  void what_comes_in_is_declared_at_the_containers_port(String rule, String opening) {
    assertThat(openings(behindService(), OUT, Policies.ingress("other", rule)))
        .isEqualTo(
            opening == null
                ? List.of()
                : List.of("Ingress: NetworkPolicy other opens " + opening + "."));
  }

  private static Gateway behindService() {
    return new Gateway(
        List.of(
            new PodBuilder()
                .withNewSpec()
                .addNewContainer()
                .addNewPort()
                .withName("smtp")
                .withContainerPort(2525)
                .endPort()
                .addNewPort()
                .withName("old")
                .withContainerPort(25)
                .endPort()
                .endContainer()
                .endSpec()
                .build()),
        List.of(),
        List.of(
            new ServiceBuilder()
                .withNewSpec()
                .addNewPort()
                .withPort(25)
                .withTargetPort(new IntOrString(2525))
                .endPort()
                .endSpec()
                .build()));
  }

  private static List<String> openings(HasMetadata... policies) {
    return openings(Gateway.unknown(), policies);
  }

  private static List<String> openings(Gateway gateway, HasMetadata... policies) {
    return new UndeclaredOpenings(
            Instances.sample("minimal").getSpec(),
            host -> host.equals("dcc1.esvacloud.com") ? List.of("198.51.100.62") : List.of(),
            gateway)
        .of(Policies.onGateway(policies), "esg-gateway");
  }
}
