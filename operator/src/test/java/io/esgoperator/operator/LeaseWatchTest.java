package io.esgoperator.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.FakeApiServer;
import io.esgoperator.MovableClock;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaseWatchTest {
  private static final String PATH =
      "/apis/coordination.k8s.io/v1/namespaces/esg-operator/leases/esg";

  private final FakeApiServer cluster = new FakeApiServer();
  private final KubernetesClient client = cluster.client();
  private final MovableClock clock = new MovableClock();
  private final AtomicInteger exits = new AtomicInteger();
  private final Leadership leadership = new Leadership("a", clock, exits::incrementAndGet);
  private final LeaseWatch watch = new LeaseWatch(client, "esg", leadership, clock);

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @Test
  void a_leader_whose_lease_went_to_another_ends() {
    leadership.start();
    isHeldBy("b");
    watch.read();
    leadership.check();
    assertThat(exits).hasValue(1);
  }

  @Test
  void a_leader_that_holds_its_lease_goes_on() {
    leadership.start();
    clock.advance(Duration.ofSeconds(14));
    isHeldBy("a");
    clock.advance(Duration.ofSeconds(14));
    watch.read();
    leadership.check();
    assertThat(exits).hasValue(0);
  }

  @Test
  void a_lease_that_cannot_be_read_grows_old() {
    leadership.start();
    cluster.refuses(PATH, 403);
    clock.advance(Leadership.LEASE.plusSeconds(1));
    watch.read();
    leadership.check();
    assertThat(exits).hasValue(1);
  }

  @Test
  void a_lease_that_does_not_exist_is_abandoned_after_a_while() {
    clock.advance(Leadership.LEASE.multipliedBy(2).plusSeconds(1));
    watch.read();
    assertThat(leadership.isAbandoned()).isTrue();
  }

  @Test
  void a_replica_that_stops_gives_its_lease_back() {
    isHeldBy("a");
    watch.release();
    assertThat(cluster.writes())
        .singleElement()
        .satisfies(
            write ->
                assertThat(write)
                    .startsWith("PUT " + PATH)
                    .contains("\"resourceVersion\":\"7\"")
                    .doesNotContain("holderIdentity"));
  }

  @Test
  void a_lease_of_another_replica_is_not_released() {
    isHeldBy("b");
    watch.release();
    assertThat(cluster.writes()).isEmpty();
  }

  private void isHeldBy(String holder) {
    cluster.has(
        PATH,
        new LeaseBuilder()
            .withNewMetadata()
            .withNamespace("esg-operator")
            .withName("esg")
            .withResourceVersion("7")
            .endMetadata()
            .withNewSpec()
            .withHolderIdentity(holder)
            .withLeaseDurationSeconds(15)
            .withRenewTime(clock.instant().atZone(ZoneOffset.UTC))
            .endSpec()
            .build());
  }
}
