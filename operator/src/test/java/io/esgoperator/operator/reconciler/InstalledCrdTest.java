package io.esgoperator.operator.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.FakeApiServer;
import io.esgoperator.MovableClock;
import io.esgoperator.operator.reconciler.CrdReading.Hold;
import io.esgoperator.status.Shortcoming;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InstalledCrdTest {
  private static final String PATH =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/esginstances.esg-operator.io";

  private final FakeApiServer cluster = new FakeApiServer();
  private final KubernetesClient client = cluster.client();
  private final MovableClock clock = new MovableClock();
  private final InstalledCrd crd = new InstalledCrd(client, "0.2.0", clock);

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @Test
  void it_is_served_once_it_is_installed() {
    assertThat(crd.isServed()).isFalse();
    cluster.has(PATH, crd("0.2.0"));
    assertThat(crd.isServed()).isTrue();
    assertThat(crd.shortcoming()).isEmpty();
  }

  @Test
  void an_old_one_is_looked_at_again_until_it_is_new() {
    cluster.has(PATH, crd("0.1.0"));
    crd.isServed();
    cluster.has(PATH, crd("0.2.0"));
    assertThat(crd.shortcoming()).isPresent();
    clock.advance(Duration.ofSeconds(31));
    assertThat(crd.shortcoming()).isEmpty();
  }

  @Test
  void one_that_grows_older_is_noticed() {
    cluster.has(PATH, crd("0.2.0"));
    crd.isServed();
    cluster.has(PATH, crd("0.1.0"));
    assertThat(crd.hold()).isEqualTo(Hold.Nothing);
    clock.advance(Duration.ofSeconds(31));
    assertThat(crd.hold()).isEqualTo(Hold.Status);
  }

  @Test
  void an_api_server_that_fails_later_on_changes_nothing() {
    cluster.has(PATH, crd("0.1.0"));
    crd.isServed();
    cluster.refuses(PATH, 500);
    clock.advance(Duration.ofSeconds(31));
    assertThat(crd.hold()).isEqualTo(Hold.Status);
  }

  @Test
  void an_api_server_that_fails_is_waited_for() {
    cluster.refuses(PATH, 500);
    assertThat(crd.isServed()).isFalse();
    assertThat(crd.shortcoming()).map(Shortcoming::reason).contains("CrdUnknown");
  }

  @Test
  void an_operator_that_may_not_look_starts_and_says_so() {
    cluster.refuses(PATH, 403);
    assertThat(crd.isServed()).isTrue();
    assertThat(crd.shortcoming()).map(Shortcoming::reason).contains("CrdHidden");
  }

  @Test
  void a_schema_that_loses_a_field_or_gets_it_back_settles_for_ten_seconds() {
    cluster.has(PATH, Crds.without("spec.policy.except"));
    crd.look();
    assertThat(crd.isLacking()).isTrue();
    assertThat(crd.settled()).isEqualTo(clock.instant().plusSeconds(10));
    clock.advance(Duration.ofSeconds(11));
    crd.look();
    assertThat(crd.settled()).isBefore(clock.instant());
    cluster.has(PATH, crd("0.2.0"));
    crd.look();
    assertThat(crd.isLacking()).isFalse();
    assertThat(crd.settled()).isEqualTo(clock.instant().plusSeconds(10));
  }

  @Test
  void before_a_status_is_written_it_is_looked_at_every_two_seconds_at_most() {
    cluster.has(PATH, crd("0.2.0"));
    assertThat(crd.isLackingNow()).isFalse();
    cluster.has(PATH, Crds.without("spec.policy.except"));
    clock.advance(Duration.ofSeconds(2));
    assertThat(crd.isLackingNow()).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(crd.isLackingNow()).isTrue();
  }

  private static CustomResourceDefinition crd(String version) {
    return Crds.of(version);
  }
}
