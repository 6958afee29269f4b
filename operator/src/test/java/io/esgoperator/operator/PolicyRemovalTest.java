package io.esgoperator.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.FakeApiServer;
import io.esgoperator.MovableClock;
import io.esgoperator.gateway.Names;
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

  @Test
  void a_policy_of_another_team_with_the_operators_label_stays() {
    NetworkPolicyList list = policies("mail");
    list.getItems().get(0).getMetadata().getLabels().remove(Names.INSTANCE_UID);
    cluster.has(GROUP + "/networkpolicies", list);
    assertThat(removal(Set.of()).removeAll()).isEmpty();
    assertThat(cluster.writes()).isEmpty();
  }

  @Test
  void what_was_looked_at_is_removed_and_nothing_that_has_come_since() {
    cluster.has(GROUP + "/networkpolicies", policies("mail"));
    removal(Set.of()).removeAll();
    assertThat(cluster.writes())
        .singleElement()
        .asString()
        .contains("\"preconditions\":{\"resourceVersion\":\"7\"}");
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
              .withResourceVersion("7")
              .addToLabels(Names.MANAGED_BY, Names.OPERATOR)
              .addToLabels(Names.INSTANCE_UID, "any")
              .addToAnnotations(Names.INSTANCE_NAME, "gateway")
              .endMetadata()
              .build());
    }
    return list.build();
  }
}
