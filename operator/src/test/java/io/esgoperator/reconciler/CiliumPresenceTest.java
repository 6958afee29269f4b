package io.esgoperator.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.FakeApiServer;
import io.esgoperator.MovableClock;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CiliumPresenceTest {
  private final FakeApiServer cluster = new FakeApiServer();
  private final KubernetesClient client = cluster.client();
  private final MovableClock clock = new MovableClock();
  private final CiliumPresence presence = new CiliumPresence(client, clock);

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @Test
  void a_cluster_that_begins_to_serve_cilium_is_noticed_after_a_minute() {
    assertThat(presence.isServed()).isFalse();
    serves("CiliumNetworkPolicy");
    clock.advance(Duration.ofSeconds(59));
    assertThat(presence.isServed()).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(presence.isServed()).isTrue();
  }

  @Test
  void other_kinds_of_cilium_are_not_enough() {
    serves("CiliumNode");
    assertThat(presence.isServed()).isFalse();
  }

  private void serves(String kind) {
    APIResource resource = new APIResource();
    resource.setKind(kind);
    cluster.has(
        "/apis/cilium.io/v2",
        new APIResourceListBuilder()
            .withGroupVersion("cilium.io/v2")
            .withResources(resource)
            .build());
  }
}
