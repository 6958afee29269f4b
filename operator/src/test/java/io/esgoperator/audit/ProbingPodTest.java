package io.esgoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Transport;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A gateway with the label app: esg, and a pod beside it that carries app: probe and team: mail.
 */
class ProbingPodTest {
  private static final HasMetadata BOTH = Policies.of("both", "podSelector: {}", "Egress", null);
  private static final HasMetadata GATEWAYS = Policies.egress("gateways", "{}");
  private static final HasMetadata PROBES =
      Policies.of(
          "probes",
          "podSelector: {matchExpressions: [{key: app, operator: In, values: [probe]}, {key: team, operator: Exists}]}",
          "Ingress",
          null);

  @Test
  void a_policy_that_selects_both_does_not_tell_them_apart() {
    assertThat(
            probing(BOTH, GATEWAYS).tellingApart(Cidr.literal("198.51.100.25"), Transport.TCP, 25))
        .containsExactly("NetworkPolicy gateways");
  }

  @Test
  void the_labels_of_the_named_policies_alone_count() {
    assertThat(probing(GATEWAYS, PROBES).lookedAt(Set.of("NetworkPolicy gateways")))
        .containsExactly("app");
    assertThat(probing(GATEWAYS, PROBES).lookedAt(Set.of("NetworkPolicy probes")))
        .containsExactly("app", "team");
  }

  @Test
  void a_label_that_both_share_is_no_difference() {
    ProbingPod same =
        new ProbingPod(
            Policies.onGateway(PROBES), Map.of("app", "esg", "esg-operator.io/probe", "out"));
    assertThat(same.lookedAt(Set.of("NetworkPolicy probes"))).isEmpty();
  }

  @Test
  void a_policy_of_cilium_may_admit_in_any_of_its_specs() {
    HasMetadata cilium =
        Policies.any(
            "cilium.io/v2",
            "CiliumNetworkPolicy",
            "directory",
            "{}\nspecs: [{endpointSelector: {matchLabels: {app: web}}}, {endpointSelector: {matchLabels: {app: ldap}}, ingress: [{fromEndpoints: [{matchLabels: {app: esg}}]}]}]");
    assertThat(probing(cilium).admittingOne()).containsExactly("CiliumNetworkPolicy directory");
  }

  @Test
  void a_policy_on_what_arrives_tells_nothing_of_what_leaves() {
    assertThat(
            probing(
                    Policies.any(
                        "security.istio.io/v1",
                        "AuthorizationPolicy",
                        "closed",
                        "{selector: {matchLabels: {app: esg}}}"))
                .tellingApart(Cidr.literal("198.51.100.25"), Transport.TCP, 25))
        .isEmpty();
  }

  @Test
  void a_sidecar_of_the_gateway_alone_tells_them_apart_by_its_label() {
    ProbingPod probe =
        probing(
            Policies.any(
                "networking.istio.io/v1",
                "Sidecar",
                "registered",
                "{workloadSelector: {labels: {app: esg}}, outboundTrafficPolicy: {mode: REGISTRY_ONLY}}"));
    Set<String> policies = probe.tellingApart(Cidr.literal("198.51.100.25"), Transport.TCP, 25);
    assertThat(policies).containsExactly("networking.istio.io Sidecar registered");
    assertThat(probe.lookedAt(policies)).containsExactly("app");
  }

  private static ProbingPod probing(HasMetadata... policies) {
    return new ProbingPod(Policies.onGateway(policies), Map.of("app", "probe", "team", "mail"));
  }
}
