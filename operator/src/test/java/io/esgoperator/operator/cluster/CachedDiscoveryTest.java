package io.esgoperator.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esgoperator.FakeApiServer;
import io.esgoperator.MovableClock;
import io.esgoperator.live.Discovery;
import io.esgoperator.live.ServedKinds;
import io.esgoperator.live.ServedPolicies;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CachedDiscoveryTest {
  private static final String[] BOTH = {
    "cilium.io/v2 CiliumNetworkPolicy*", "projectcalico.org/v3 NetworkPolicy*"
  };

  private final FakeApiServer cluster = new FakeApiServer();
  private final KubernetesClient client = cluster.client();
  private final MovableClock clock = new MovableClock();
  private final Discovery discovery = new CachedDiscovery(Discovery.of(client), clock);

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @Test
  void a_cluster_that_begins_to_serve_a_kind_is_noticed_after_a_minute() {
    ServedKinds.on(cluster, "cilium.io/v2 CiliumNode");
    assertThat(isCiliumServed()).isFalse();
    ServedKinds.on(cluster, BOTH);
    clock.advance(Duration.ofSeconds(59));
    assertThat(isCiliumServed()).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(isCiliumServed()).isTrue();
  }

  @Test
  void the_second_question_does_not_reach_the_api_server_again() {
    ServedKinds.on(cluster, BOTH);
    assertThat(ServedPolicies.kinds(discovery)).hasSize(2);
    cluster.refuses("/apis", 500).refuses("/apis/cilium.io/v2", 500);
    assertThat(isCiliumServed()).isTrue();
    assertThat(ServedPolicies.kinds(discovery)).hasSize(2);
  }

  @Test
  void a_version_that_is_not_served_is_not_asked_for() {
    ServedKinds.on(cluster, "apps/v1 Deployment*");
    cluster.refuses("/apis/cilium.io/v2", 500);
    assertThat(isCiliumServed()).isFalse();
  }

  @Test
  void an_extension_that_does_not_answer_hides_no_other() {
    ServedKinds.on(cluster, BOTH);
    cluster.refuses("/apis/projectcalico.org/v3", 503);
    assertThat(isCiliumServed()).isTrue();
    assertThatThrownBy(() -> ServedPolicies.kinds(discovery))
        .isInstanceOf(KubernetesClientException.class);
  }

  private boolean isCiliumServed() {
    return discovery.serves("cilium.io/v2", "CiliumNetworkPolicy");
  }
}
