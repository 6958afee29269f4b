package io.esgoperator.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esgoperator.FakeApiServer;
import io.esgoperator.policy.ClusterResolver;
import io.esgoperator.status.Shortcoming;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServiceList;
import io.fabric8.kubernetes.api.model.ServiceListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
  private static final String KUBE_SYSTEM = "/api/v1/namespaces/kube-system/services";
  private static final String OPENSHIFT = "/api/v1/namespaces/openshift-dns/services";

  private final FakeApiServer cluster =
      new FakeApiServer().has(KUBE_SYSTEM, new ServiceList()).has(OPENSHIFT, new ServiceList());
  private final KubernetesClient client = cluster.client();
  private final Surroundings narrow = new Surroundings(client, false);

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @Test
  void the_clusters_resolver_is_found() {
    cluster.has(KUBE_SYSTEM, dns());
    assertThat(narrow.resolver())
        .contains(
            new ClusterResolver(
                "kube-system",
                Map.of("k8s-app", "kube-dns"),
                List.of(5353),
                List.of("10.43.0.10")));
    assertThat(narrow.shortcomings()).isEmpty();
  }

  @Test
  void a_resolver_that_is_out_of_sight_is_told_until_it_is_seen() {
    cluster.refuses(KUBE_SYSTEM, 403).refuses(OPENSHIFT, 403);
    assertThat(narrow.resolver()).isEmpty();
    assertThat(narrow.shortcomings())
        .containsExactly(
            new Shortcoming(
                "ResolverHidden",
                "Services in kube-system cannot be listed, so the policy has no rule for the cluster's own resolvers. Set clusterDnsNamespace in the chart's values."));
    cluster.has(KUBE_SYSTEM, dns());
    assertThat(narrow.resolver()).isPresent();
    assertThat(narrow.shortcomings()).isEmpty();
  }

  @Test
  void namespaces_and_pods_out_of_sight_are_nobody_to_ask() {
    cluster.refuses("/api/v1/namespaces", 403).refuses("/api/v1/namespaces/ldap/pods", 403);
    assertThat(narrow.namespaces(new LabelSelector())).isEmpty();
    assertThat(narrow.pods("ldap", new LabelSelector())).isEmpty();
    assertThat(narrow.shortcomings())
        .extracting(Shortcoming::reason)
        .containsExactly("NamespacesHidden", "PodsHidden");
  }

  @Test
  void an_operator_of_the_whole_cluster_that_lost_its_permission_drops_no_rule() {
    cluster.refuses(KUBE_SYSTEM, 403);
    assertThatThrownBy(() -> new Surroundings(client, true).resolver())
        .isInstanceOf(KubernetesClientException.class);
  }

  @Test
  void an_api_server_that_fails_hides_nothing() {
    cluster.refuses(KUBE_SYSTEM, 500);
    assertThatThrownBy(narrow::resolver).isInstanceOf(KubernetesClientException.class);
    assertThat(narrow.shortcomings()).isEmpty();
  }

  private static ServiceList dns() {
    return new ServiceListBuilder()
        .withItems(
            new ServiceBuilder()
                .withNewMetadata()
                .withNamespace("kube-system")
                .withName("coredns")
                .endMetadata()
                .withNewSpec()
                .withSelector(Map.of("k8s-app", "kube-dns"))
                .withClusterIPs("10.43.0.10")
                .addNewPort()
                .withPort(53)
                .withNewTargetPort(5353)
                .endPort()
                .endSpec()
                .build())
        .build();
  }
}
