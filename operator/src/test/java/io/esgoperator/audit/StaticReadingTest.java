package io.esgoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.audit.StaticReading.Kind;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.model.Transport;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.Tier;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaticReadingTest {
  /** A rule of a policy that binds the gateway, and what it says of TCP 25 to 198.51.100.25. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                              | Opened
          {ports: [{port: 25}]}                                                           | Opened
          {ports: [{port: 25, protocol: UDP}]}                                            | Closed
          {ports: [{protocol: TCP}]}                                                      | Opened
          {ports: [{port: 20, endPort: 30, protocol: TCP}]}                               | Opened
          {ports: [{port: 26, endPort: 30, protocol: TCP}]}                               | Closed
          {ports: [{port: smtp, protocol: TCP}]}                                          | Unclear
          {to: [{ipBlock: {cidr: 198.51.100.0/24}}]}                                      | Opened
          {to: [{ipBlock: {cidr: 198.51.100.0/24, except: [198.51.100.25/32]}}]}          | Closed
          {to: [{ipBlock: {cidr: '::/0'}}]}                                               | Closed
          {to: [{podSelector: {}}]}                                                       | Unclear
          {to: [{podSelector: {}}], ports: [{port: 53, protocol: UDP}]}                   | Closed
          {to: [{podSelector: {}}, {ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: 25}]}    | Opened
          """)
  void a_rule_is_read(String rule, Kind kind) {
    assertThat(read(Policies.egress("one", rule)).kind()).isEqualTo(kind);
  }

  @Test
  void without_a_policy_nothing_is_bound() {
    assertThat(read().kind()).isEqualTo(Kind.Unbound);
  }

  @Test
  void what_one_policy_opens_no_other_closes() {
    StaticReading reading =
        read(Policies.egress("open", "{ports: [{port: 25}]}"), Policies.egress("deny", null));
    assertThat(reading.kind()).isEqualTo(Kind.Opened);
    assertThat(reading.policies()).containsExactly("NetworkPolicy open");
  }

  @Test
  void a_policy_without_rules_closes_everything() {
    assertThat(read(Policies.egress("deny", null)).kind()).isEqualTo(Kind.Closed);
  }

  @Test
  void a_policy_on_other_pods_or_of_the_other_direction_does_not_bind() {
    assertThat(
            read(
                    Policies.of("other", "podSelector: {matchLabels: {app: web}}", "Egress", null),
                    Policies.of("in", "podSelector: {}", "Ingress", null))
                .kind())
        .isEqualTo(Kind.Unbound);
  }

  /** What administrators say of TCP 25, beside a NetworkPolicy that opens it or opens nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AdminNetworkPolicy         | Deny  | {ports: [{port: 25}]} | Closed | Admin         | AdminNetworkPolicy of-admin
          AdminNetworkPolicy         | Allow |                       | Opened | Admin         | AdminNetworkPolicy of-admin
          AdminNetworkPolicy         | Pass  |                       | Closed | NetworkPolicy | NetworkPolicy one
          BaselineAdminNetworkPolicy | Deny  | {ports: [{port: 25}]} | Opened | NetworkPolicy | NetworkPolicy one
          BaselineAdminNetworkPolicy | Allow |                       | Closed | NetworkPolicy | NetworkPolicy one
          """)
  void the_policy_that_decides_is_named_with_its_kind(
      String kind, String action, String rule, Kind found, Tier tier, String policy) {
    StaticReading reading = read(admin(kind, action), Policies.egress("one", rule));
    assertThat(reading.kind()).isEqualTo(found);
    assertThat(reading.tier()).isEqualTo(tier);
    assertThat(reading.policies()).containsExactly(policy);
  }

  @Test
  void a_baseline_decides_where_no_network_policy_binds() {
    StaticReading reading = read(admin("BaselineAdminNetworkPolicy", "Deny"));
    assertThat(reading.kind()).isEqualTo(Kind.Closed);
    assertThat(reading.tier()).isEqualTo(Tier.Baseline);
  }

  /** Whether kinds of administrators are enforced at all, no port that they close can show. */
  @Test
  void what_only_an_administrator_denies_is_no_canary() {
    assertThat(
            Policies.onGateway(admin("AdminNetworkPolicy", "Deny"))
                .closes(Cidr.literal("198.51.100.25"), Transport.TCP, 25))
        .isFalse();
  }

  /** Whether an engine knows Cilium's policies, no port that they alone close can show. */
  @ParameterizedTest
  @CsvSource({"false, false", "true, true"})
  void what_one_of_ciliums_does_not_open_is_closed_by_it_and_alone_no_canary(
      boolean beside, boolean canary) {
    HasMetadata cilium =
        Policies.any(
            "cilium.io/v2",
            "CiliumClusterwideNetworkPolicy",
            "only-dns",
            "{endpointSelector: {matchLabels: {app: esg}}, egress: [{toPorts: [{ports: [{port: '53'}]}]}]}");
    PodPolicies policies =
        beside
            ? Policies.onGateway(cilium, Policies.egress("none", null))
            : Policies.onGateway(cilium);
    StaticReading reading = policies.read(Cidr.literal("198.51.100.25"), Transport.TCP, 25);
    assertThat(reading.kind()).isEqualTo(Kind.Closed);
    assertThat(reading.policies()).contains("cilium.io CiliumClusterwideNetworkPolicy only-dns");
    assertThat(reading.notEvaluated()).isEmpty();
    assertThat(policies.closes(Cidr.literal("198.51.100.25"), Transport.TCP, 25)).isEqualTo(canary);
    assertThat(policies.shut(Direction.Outbound, 25)).isEqualTo(canary);
    assertThat(policies.read(Cidr.literal("198.51.100.53"), Transport.UDP, 53).kind())
        .isEqualTo(Kind.Opened);
  }

  @Test
  void what_is_not_evaluated_is_named() {
    StaticReading reading =
        read(
            Policies.any(
                "crd.projectcalico.org/v1", "GlobalNetworkPolicy", "deny", "{selector: all()}"));
    assertThat(reading.kind()).isEqualTo(Kind.Unbound);
    assertThat(reading.notEvaluated())
        .containsExactly("crd.projectcalico.org GlobalNetworkPolicy deny");
  }

  /** A kind that closes one direction alone, and the reading in which it is named. */
  @ParameterizedTest
  @CsvSource({
    "k8s.ovn.org/v1,       EgressFirewall,      true,  false",
    "security.istio.io/v1, AuthorizationPolicy, false, true",
  })
  void what_closes_one_direction_is_named_for_that_alone(
      String version, String kind, boolean leaving, boolean arriving) {
    HasMetadata policy = Policies.any(version, kind, "one", "{}");
    assertThat(read(policy).notEvaluated()).hasSize(leaving ? 1 : 0);
    assertThat(entering(policy).notEvaluated()).hasSize(arriving ? 1 : 0);
    assertThat(Policies.onGateway(policy).notEvaluated()).hasSize(1);
  }

  /** An inbound rule, and the reading for another pod of the namespace with an unknown address. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                                                                    | Closed
          {ports: [{port: 26}]}                                     | Closed
          {from: [{podSelector: {matchLabels: {app: web}}}]}        | Closed
          {from: [{namespaceSelector: {matchLabels: {team: web}}}]} | Closed
          {from: [{podSelector: {matchLabels: {app: probe}}}]}      | Opened
          {ports: [{port: 25}]}                                     | Opened
          {from: [{ipBlock: {cidr: 192.0.2.0/24}}]}                 | Unclear
          """)
  void a_rule_is_read_for_the_pod_that_comes_in(String rule, Kind kind) {
    assertThat(entering(Policies.ingress("in", rule)).kind()).isEqualTo(kind);
  }

  @Test
  void a_connection_that_comes_in_is_denied_by_an_administrator_first() {
    StaticReading reading =
        entering(
            Policies.ingress("in", "{ports: [{port: 25}]}"),
            Policies.admin(
                "AdminNetworkPolicy",
                "of-admin",
                "ingress",
                "{action: Deny, from: [{namespaces: {}}], ports: [{portNumber: {protocol: TCP, port: 25}}]}"));
    assertThat(reading.kind()).isEqualTo(Kind.Closed);
    assertThat(reading.policies()).containsExactly("AdminNetworkPolicy of-admin");
  }

  /** A policy of administrators on every pod does not make a pod incomparable by itself. */
  @Test
  void only_network_policies_isolate_a_pod_beside_the_gateway() {
    PodPolicies policies =
        Policies.onGateway(
            admin("AdminNetworkPolicy", "Deny"),
            Policies.of("all", "podSelector: {}", "Egress", null),
            Policies.egress("one", null));
    assertThat(policies.isolating(Map.of("app", "other"), Direction.Outbound))
        .extracting(PolicyRef::title)
        .containsExactly("NetworkPolicy all");
    assertThat(
            policies
                .readBeside(
                    Map.of("app", "other"), Cidr.literal("198.51.100.25"), Transport.TCP, 25)
                .policies())
        .containsExactly("AdminNetworkPolicy of-admin");
  }

  private static GenericKubernetesResource admin(String kind, String action) {
    return Policies.admin(
        kind,
        "of-admin",
        "egress",
        "{action: %s, to: [{networks: [0.0.0.0/0]}], ports: [{portNumber: {protocol: TCP, port: 25}}]}"
            .formatted(action));
  }

  /** Only what the text surely closes can show whether the cluster enforces it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {ports: [{port: 26}]}   | true
          {ports: [{port: 25}]}   | false
          {ports: [{port: smtp}]} | false
          """)
  void a_port_that_may_be_open_is_no_closed_one(String rule, boolean closed) {
    assertThat(
            Policies.onGateway(Policies.egress("one", rule))
                .closes(Cidr.literal("198.51.100.25"), Transport.TCP, 25))
        .isEqualTo(closed);
  }

  /** If the text certainly closes a path and a pod gets through, the policy is not enforced. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                                                  | true
          {ports: [{port: 26}]}                   | true
          {ports: [{port: 25, protocol: UDP}]}    | true
          {ports: [{port: 25}], from: [{ipBlock: {cidr: 192.0.2.1/32}}]} | false
          {ports: [{port: smtp}]}                 | false
          {}                                      | false
          """)
  void a_port_is_shut_where_no_rule_can_be_about_it(String rule, boolean shut) {
    assertThat(Policies.onGateway(Policies.ingress("one", rule)).shut(25)).isEqualTo(shut);
  }

  @Test
  void without_a_policy_nothing_is_shut() {
    assertThat(Policies.onGateway().shut(25)).isFalse();
  }

  private static StaticReading entering(HasMetadata... policies) {
    return Policies.onGateway(policies)
        .readEntering(Map.of("app", "probe"), Transport.TCP, 25, Family.IPv4);
  }

  private static StaticReading read(HasMetadata... policies) {
    return Policies.onGateway(policies).read(Cidr.literal("198.51.100.25"), Transport.TCP, 25);
  }
}
