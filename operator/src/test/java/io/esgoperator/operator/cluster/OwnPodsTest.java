package io.esgoperator.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.FakeApiServer;
import io.esgoperator.MovableClock;
import io.esgoperator.model.Cidr;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnPodsTest {
  private static final String PODS = "/api/v1/namespaces/mail/pods";

  private final FakeApiServer cluster = new FakeApiServer();
  private final KubernetesClient client = cluster.client();
  private final MovableClock clock = new MovableClock();
  private final OwnPods pods = new OwnPods(new ClusterReader(client, true), clock);

  @BeforeEach
  void serve() {
    cluster.has(
        PODS,
        list(
            """
              - metadata: {name: ldap}
                spec: {containers: [{name: ldap}]}
                status: {podIPs: [{ip: 10.42.0.5}, {ip: 'fd00:42::5'}]}
              - metadata: {name: on-its-node}
                spec: {hostNetwork: true, containers: [{name: agent}]}
                status: {podIPs: [{ip: 10.42.0.9}]}
              - metadata: {name: leaving, deletionTimestamp: '2026-01-01T00:00:00Z'}
                spec: {containers: [{name: ldap}]}
                status: {podIPs: [{ip: 10.42.0.6}]}
              - metadata: {name: pending}
                spec: {containers: [{name: ldap}]}
            """));
  }

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @ParameterizedTest
  @CsvSource({
    "10.42.0.5,  true",
    "fd00:42::5, true",
    "10.42.0.6,  false",
    "10.42.0.7,  false",
    "10.42.0.9,  false"
  })
  void those_that_run_on_a_network_of_their_own_are_told_by_their_addresses(
      String address, boolean own) {
    assertThat(pods.has("mail", Cidr.literal(address))).isEqualTo(own);
  }

  @Test
  void pods_of_another_namespace_are_not_own_ones() {
    cluster.has("/api/v1/namespaces/spam/pods", new PodList());
    assertThat(pods.has("mail", Cidr.literal("10.42.0.5"))).isTrue();
    assertThat(pods.has("spam", Cidr.literal("10.42.0.5"))).isFalse();
  }

  @Test
  void for_five_seconds_one_list_of_running_pods_is_enough() {
    has();
    clock.advance(Duration.ofSeconds(4));
    has();
    assertThat(cluster.queries())
        .singleElement()
        .asString()
        .contains("limit=", "status.phase=Running");
    cluster.has(PODS, new PodList());
    clock.advance(Duration.ofSeconds(1));
    assertThat(has()).isFalse();
  }

  private boolean has() {
    return pods.has("mail", Cidr.literal("10.42.0.5"));
  }

  private static PodList list(String items) {
    return Serialization.unmarshal(
        "apiVersion: v1\nkind: PodList\nitems:\n" + items, PodList.class);
  }
}
