package io.esgoperator.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.audit.PodPolicies;
import io.esgoperator.audit.StaticReading;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.cause.PolicyRemarks;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.gateway.Names;
import io.esgoperator.live.ServedKinds;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Transport;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.operator.rounds.PolicyReview;
import io.esgoperator.probe.Plans;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyList;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterViewTest extends PolicedCluster {
  private final EsgInstance instance = Instances.sample("minimal");
  private final ClusterView view = UsualView.of(client, narrow, policies, List.of(), clock);

  @BeforeEach
  void serveNetworkPolicies() {
    cluster.has(
        "/apis/networking.k8s.io/v1/namespaces/mail/networkpolicies", new NetworkPolicyList());
  }

  @Test
  void an_administrators_policy_selects_by_the_namespaces_labels() {
    cluster.has(CILIUM, list());
    StaticReading reading = mail();
    assertThat(reading.kind()).isEqualTo(StaticReading.Kind.Closed);
    assertThat(reading.policies()).containsExactly("AdminNetworkPolicy deny-mail");
  }

  @Test
  void without_the_namespaces_labels_the_selection_is_unclear() {
    cluster.has(CILIUM, list()).refuses(NAMESPACES, 403);
    assertThat(mail().kind()).isEqualTo(StaticReading.Kind.Unclear);
  }

  /** The status does not name it yet in the instance's first pass. */
  @Test
  void of_ciliums_policies_the_own_one_is_read_as_its_equal() {
    withoutResolvers();
    cluster.has(
        CILIUM,
        list(
            cilium("deny-all", "{}"),
            cilium(
                "esg-gateway",
                "{" + Names.INSTANCE_UID + ": " + instance.getMetadata().getUid() + "}")));
    assertThat(policies().notEvaluated()).isEmpty();
    assertThat(policies().isolating(Map.of("app", "esg"), Direction.Outbound))
        .extracting(PolicyRef::toString)
        .containsExactlyInAnyOrder(
            "cilium.io CiliumNetworkPolicy mail/deny-all",
            "NetworkPolicy mail/" + Names.policy(instance.getMetadata().getName()));
  }

  @Test
  void a_policy_that_is_not_evaluated_is_never_passed_over() {
    ServedKinds.on(cluster, "k8s.ovn.org/v1 EgressFirewall*");
    cluster.has(
        "/apis/k8s.ovn.org/v1/namespaces/mail/egressfirewall",
        list("metadata: {name: default, namespace: mail}"));
    assertThat(review().others())
        .containsExactly(
            "k8s.ovn.org EgressFirewall mail/default selects the gateway, or may, and is not evaluated: no other part of this status tells what it opens or closes.");
  }

  @Test
  void a_network_that_no_policy_binds_is_an_opening() {
    Pod attached =
        Serialization.unmarshal(
            "metadata: {name: esg, annotations: {k8s.v1.cni.cncf.io/networks: outside}}",
            Pod.class);
    assertThat(review(new Gateway(List.of(attached), List.of(), List.of())).openings())
        .first()
        .asString()
        .contains("no NetworkPolicy binds esg on networks beside the cluster's");
  }

  @Test
  void what_enforce_would_close_is_a_matter_of_audit_mode() {
    assertThat(review().wouldClose()).isEmpty();
    instance.setSpec(Instances.sample("audit").getSpec());
    assertThat(review().wouldClose())
        .contains(
            "Ingress: no NetworkPolicy binds the gateway; Enforce would close all but the declared paths.");
  }

  @Test
  void services_that_lead_to_the_gateway_are_taken_from_those_given() {
    cluster.has("/api/v1/namespaces/mail/pods", new PodList());
    Service mail = service("mail", "app: esg");
    Service other = service("other", "app: web");
    assertThat(view.gateway(instance, host -> List.of(), false, List.of(other, mail)).services())
        .containsExactly(mail);
  }

  private static Service service(String name, String selector) {
    return Serialization.unmarshal(
        "apiVersion: v1\nkind: Service\nmetadata: {name: %s}\nspec: {selector: {%s}}"
            .formatted(name, selector),
        Service.class);
  }

  private void withoutResolvers() {
    cluster.refuses("/api/v1/namespaces/kube-system/services", 403);
    cluster.refuses("/api/v1/namespaces/openshift-dns/services", 403);
  }

  private PolicyRemarks review() {
    return review(Gateway.unknown());
  }

  private PolicyRemarks review(Gateway gateway) {
    withoutResolvers();
    return new PolicyReview(view)
        .of(
            instance,
            host -> List.of(),
            gateway,
            Plans.of(),
            new JobOutcome.NotNeeded(),
            policies());
  }

  private StaticReading mail() {
    return policies().read(Cidr.literal("198.51.100.25"), Transport.TCP, 25);
  }

  private PodPolicies policies() {
    return view.policies(instance, host -> List.of(), Gateway.unknown());
  }
}
