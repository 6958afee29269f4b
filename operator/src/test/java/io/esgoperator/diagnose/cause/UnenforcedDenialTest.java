package io.esgoperator.diagnose.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.audit.PodPolicies;
import io.esgoperator.audit.StaticReading.Kind;
import io.esgoperator.model.Application;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.model.Transport;
import io.esgoperator.netpol.read.WorldReading;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.Plans;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeReport;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** smtp-out asks 198.51.100.25 and 203.0.113.25; a policy denies TCP 25 to some networks. */
class UnenforcedDenialTest {
  private static final ProbePlan PLAN =
      Plans.of(
          new ProbePlan.PlannedPath(
              "smtp-out",
              Application.Smtp,
              25,
              List.of(
                  new ProbePlan.Peer("mx1", "198.51.100.25", 25),
                  new ProbePlan.Peer("mx2", "203.0.113.25", 25))));

  /** The kind, what it denies, what the probe found, and whether that contradicts the text. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AdminNetworkPolicy         | 0.0.0.0/0       | Answered | true
          BaselineAdminNetworkPolicy | 0.0.0.0/0       | Answered | true
          AdminNetworkPolicy         | 198.51.100.0/24 | Answered | false
          AdminNetworkPolicy         | '::/0'          | Answered | false
          AdminNetworkPolicy         | 0.0.0.0/0       | NoAnswer | false
          NetworkPolicy              | 0.0.0.0/0       | Answered | false
          cilium.io CiliumClusterwideNetworkPolicy | 0.0.0.0/0 | Answered | true
          cilium.io CiliumClusterwideNetworkPolicy | 198.51.100.0/24 | Answered | true
          """)
  void a_denied_path_that_answers_shows_that_the_policy_is_not_enforced(
      String kind, String network, Finding found, boolean told) {
    assertThat(among(report(found)::answered, on(kind, network)))
        .extracting(UnenforcedDenial::sentence)
        .isEqualTo(
            told
                ? List.of(
                    kind
                        + " deny-mail denies smtp-out over IPv4, and yet it is open: this cluster does not enforce that policy.")
                : List.of());
  }

  /** Of the denial in both families, the one that is open shows what the other one is worth. */
  @ParameterizedTest
  @CsvSource({"IPv4, Unbound", "IPv6, Closed"})
  void what_is_known_not_to_be_enforced_closes_nothing_elsewhere(Family open, Kind kind) {
    PodPolicies policies = on("AdminNetworkPolicy", "0.0.0.0/0");
    assertThat(
            UnenforcedDenial.without(among((path, family) -> family == open, policies), policies)
                .read(Cidr.literal("203.0.113.99"), Transport.TCP, 25)
                .kind())
        .isEqualTo(kind);
  }

  @Test
  void what_is_left_out_is_the_administrators_policy_alone() {
    PodPolicies policies =
        PodPolicies.of(
            WorldReading.of(List.of(deniedToAll(), deniedBy("AdminNetworkPolicy", "0.0.0.0/0"))),
            "mail",
            Map.of("app", "esg"));
    assertThat(
            UnenforcedDenial.without(among((path, family) -> true, policies), policies)
                .read(Cidr.literal("203.0.113.99"), Transport.TCP, 25)
                .policies())
        .containsExactly("NetworkPolicy deny-mail");
  }

  private static List<UnenforcedDenial> among(
      BiPredicate<String, Family> answers, PodPolicies policies) {
    return UnenforcedDenial.among(Instances.sample("minimal").getSpec(), PLAN, answers, policies);
  }

  private static ProbeReport report(Finding found) {
    return new ProbeReport(
        List.of(Family.IPv4),
        40,
        -1,
        List.of(
            new PathReport(
                "smtp-out", Family.IPv4, found, "mx1 (198.51.100.25)", 12, 1, 2, "220 mx1")));
  }

  private static PodPolicies on(String kind, String network) {
    return PodPolicies.of(
        WorldReading.of(
            List.of(kind.equals("NetworkPolicy") ? deniedToAll() : deniedBy(kind, network))),
        "mail",
        Map.of("app", "esg"));
  }

  private static NetworkPolicy deniedToAll() {
    return Serialization.unmarshal(
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: deny-mail, namespace: mail}
        spec: {podSelector: {}, policyTypes: [Egress]}
        """,
        NetworkPolicy.class);
  }

  private static GenericKubernetesResource deniedBy(String kind, String network) {
    if (kind.startsWith("cilium.io ")) {
      return Serialization.unmarshal(
          """
          apiVersion: cilium.io/v2
          kind: %s
          metadata: {name: deny-mail}
          spec:
            endpointSelector: {}
            egressDeny: [{toCIDR: ['%s'], toPorts: [{ports: [{port: '25', protocol: TCP}]}]}]
          """
              .formatted(kind.substring(kind.indexOf(' ') + 1), network),
          GenericKubernetesResource.class);
    }
    return Serialization.unmarshal(
        """
        apiVersion: policy.networking.k8s.io/v1alpha1
        kind: %s
        metadata: {name: deny-mail}
        spec:
          %s
          subject: {namespaces: {}}
          egress: [{action: Deny, to: [{networks: ['%s']}], ports: [{portNumber: {protocol: TCP, port: 25}}]}]
        """
            .formatted(kind, kind.equals("AdminNetworkPolicy") ? "priority: 1" : "", network),
        GenericKubernetesResource.class);
  }
}
