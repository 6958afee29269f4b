package io.esgoperator.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esgoperator.FakeApiServer;
import io.esgoperator.status.Shortcoming;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterReaderTest {
  private static final String KUBE_SYSTEM = "/api/v1/namespaces/kube-system/services";

  private final FakeApiServer cluster = new FakeApiServer();
  private final KubernetesClient client = cluster.client();
  private final ClusterReader narrow = new ClusterReader(client, false);

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @Test
  void namespaces_and_pods_that_cannot_be_listed_are_no_targets() {
    cluster.refuses("/api/v1/namespaces", 403).refuses("/api/v1/namespaces/ldap/pods", 403);
    assertThat(narrow.namespaces(new LabelSelector(), 1)).isEmpty();
    assertThat(narrow.pods("ldap", new LabelSelector(), 1)).isEmpty();
    assertThat(narrow.shortcomings())
        .extracting(Shortcoming::reason)
        .containsExactly("NamespacesHidden", "PodsHidden");
  }

  @Test
  void an_operator_of_the_whole_cluster_that_lost_its_permission_drops_no_rule() {
    cluster.refuses(KUBE_SYSTEM, 403);
    assertThatThrownBy(() -> new ClusterReader(client, true).services("kube-system"))
        .isInstanceOf(KubernetesClientException.class);
  }

  @Test
  void an_api_server_that_fails_hides_nothing() {
    cluster.refuses(KUBE_SYSTEM, 500);
    assertThatThrownBy(() -> narrow.services("kube-system"))
        .isInstanceOf(KubernetesClientException.class);
    assertThat(narrow.shortcomings()).isEmpty();
  }
}
