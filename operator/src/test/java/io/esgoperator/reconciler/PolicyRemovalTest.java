package io.esgoperator.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.FakeApiServer;
import io.esgoperator.MovableClock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyList;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyRemovalTest {
  private static final String GROUP = "/apis/networking.k8s.io/v1";

  private final FakeApiServer cluster = new FakeApiServer();
  private final KubernetesClient client = cluster.client();

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @Test
  void the_policies_of_every_namespace_go() {
    cluster.has(GROUP + "/networkpolicies", policies("mail", "spam"));
    removal(Set.of()).removeAll();
    assertThat(cluster.writes())
        .map(write -> write.replaceFirst(" \\{.*| $", ""))
        .containsExactly(
            "DELETE " + GROUP + "/namespaces/mail/networkpolicies/esg-gateway",
            "DELETE " + GROUP + "/namespaces/spam/networkpolicies/esg-gateway");
  }

  @Test
  void a_narrow_one_looks_only_where_the_operator_did() {
    cluster.has(GROUP + "/networkpolicies", policies("mail", "spam"));
    cluster.has(GROUP + "/namespaces/mail/networkpolicies", policies("mail"));
    assertThat(removal(Set.of("mail")).removeAll()).hasSize(1);
  }

  @Test
  void where_there_is_none_nothing_is_removed() {
    cluster.has(GROUP + "/networkpolicies", policies());
    assertThat(removal(Set.of()).removeAll()).isEmpty();
    assertThat(cluster.writes()).isEmpty();
  }

  private PolicyRemoval removal(Set<String> namespaces) {
    return new PolicyRemoval(client, namespaces, new MovableClock());
  }

  private static NetworkPolicyList policies(String... namespaces) {
    NetworkPolicyListBuilder list = new NetworkPolicyListBuilder();
    for (String namespace : namespaces) {
      list.addToItems(
          new NetworkPolicyBuilder()
              .withNewMetadata()
              .withNamespace(namespace)
              .withName("esg-gateway")
              .endMetadata()
              .build());
    }
    return list.build();
  }
}
