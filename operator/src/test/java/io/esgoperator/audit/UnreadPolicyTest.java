package io.esgoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Transport;
import io.esgoperator.netpol.read.WorldReading;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.reading.Unread;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A policy that is there and cannot be read may say anything; it never says nothing. */
class UnreadPolicyTest {
  private static final NetworkPolicy CLOSED =
      Serialization.unmarshal(
          """
          apiVersion: networking.k8s.io/v1
          kind: NetworkPolicy
          metadata: {name: closed, namespace: mail}
          spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
          """,
          NetworkPolicy.class);

  @Test
  void alone_it_leaves_open_whether_a_path_is_closed() {
    PodPolicies policies = policies(unread("mail"));
    assertThat(read(policies).kind()).isEqualTo(StaticReading.Kind.Unclear);
    assertThat(policies.closes(Cidr.literal("192.0.2.1"), Transport.TCP, 25)).isFalse();
  }

  @Test
  void beside_one_that_closes_all_it_may_open_anything() {
    PodPolicies policies = policies(CLOSED, unread("mail"));
    assertThat(read(policies).kind()).isEqualTo(StaticReading.Kind.Unclear);
    assertThat(policies.shut(61_025)).isFalse();
    assertThat(policies(CLOSED).shut(61_025)).isTrue();
  }

  @Test
  void it_is_named_as_not_evaluated_in_its_own_namespace_alone() {
    assertThat(policies(unread("mail")).notEvaluated())
        .extracting(PolicyRef::toString)
        .containsExactly("NetworkPolicy mail/odd");
    assertThat(policies(unread("web")).notEvaluated()).isEmpty();
    assertThat(policies(CLOSED).notEvaluated()).isEmpty();
  }

  @Test
  void it_may_bind_every_pod_in_both_directions() {
    PodPolicies policies = policies(unread("mail"));
    assertThat(policies.isolating(Map.of("app", "db"), Direction.Outbound)).hasSize(1);
    assertThat(policies.isolating(Map.of("app", "db"), Direction.Inbound)).hasSize(1);
  }

  @Test
  void one_of_cilium_may_select_every_pod() {
    GenericKubernetesResource policy = new GenericKubernetesResource();
    policy.setApiVersion("cilium.io/v2");
    policy.setKind("CiliumNetworkPolicy");
    assertThat(policies(marked(policy, "mail")).notEvaluated()).hasSize(1);
    assertThat(policies(marked(policy, "web")).notEvaluated()).isEmpty();
  }

  private static NetworkPolicy unread(String namespace) {
    return marked(new NetworkPolicy(), namespace);
  }

  private static <T extends HasMetadata> T marked(T policy, String namespace) {
    policy.setMetadata(new ObjectMetaBuilder().withName("odd").withNamespace(namespace).build());
    new Unread("spec.egress", "spec.egress is not a list: write it so.")
        .beside(policy.getMetadata());
    return policy;
  }

  private static StaticReading read(PodPolicies policies) {
    return policies.read(Cidr.literal("192.0.2.1"), Transport.TCP, 25);
  }

  private static PodPolicies policies(HasMetadata... policies) {
    return PodPolicies.of(WorldReading.of(List.of(policies)), "mail", Map.of("app", "esg"));
  }
}
