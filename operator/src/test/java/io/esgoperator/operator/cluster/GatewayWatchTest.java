package io.esgoperator.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway of pods with label app: esg; what the API server sends is shown by RoundsIT. */
class GatewayWatchTest {
  private final EsgInstance instance = Instances.sample("minimal");
  private final List<InstanceKey> woken = new ArrayList<>();
  private final MovableClock clock = new MovableClock();
  private final GatewayWatch.Changes changes =
      new GatewayWatch.Changes(() -> Stream.of(instance), woken::add, clock);

  @BeforeEach
  void identify() {
    instance.getMetadata().setUid("uid");
  }

  @Test
  void a_pod_that_becomes_ready_is_a_change_of_now() {
    changes.onUpdate(pod("app: esg", "False"), pod("app: esg", "True"));
    assertThat(changed()).contains(clock.instant());
    assertThat(woken).containsExactly(InstanceKey.of(instance));
  }

  @Test
  void a_pod_that_is_not_ready_any_more_is_a_change() {
    changes.onUpdate(pod("app: esg", "True"), pod("app: esg", "False"));
    assertThat(changed()).isPresent();
  }

  @Test
  void a_pod_that_ends_is_a_change() {
    Pod ending = pod("app: esg", "True");
    ending.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    changes.onUpdate(pod("app: esg", "True"), ending);
    assertThat(changed()).isPresent();
  }

  @Test
  void a_pod_that_is_gone_is_a_change() {
    changes.onDelete(pod("app: esg", "True"), true);
    assertThat(changed()).isPresent();
  }

  @Test
  void a_pod_that_leaves_the_gateway_by_its_labels_is_a_change() {
    changes.onUpdate(pod("app: esg", "True"), pod("app: other", "True"));
    assertThat(changed()).isPresent();
  }

  @Test
  void other_labels_of_a_gateways_pod_are_a_change() {
    changes.onUpdate(pod("app: esg", "True"), pod("app: esg, tier: mail", "True"));
    assertThat(changed()).isPresent();
  }

  @Test
  void another_address_is_a_change() {
    Pod moved = pod("app: esg", "True");
    moved.getStatus().getPodIPs().get(0).setIp("10.42.0.8");
    changes.onUpdate(pod("app: esg", "True"), moved);
    assertThat(changed()).isPresent();
  }

  @Test
  void pods_of_others_and_pods_that_never_were_ready_are_none() {
    changes.onUpdate(pod("app: other", "False"), pod("app: other", "True"));
    changes.onUpdate(pod("app: esg", "False"), pod("app: esg, tier: mail", "False"));
    changes.onDelete(pod("app: esg", "False"), false);
    assertThat(changed()).isEmpty();
    assertThat(woken).isEmpty();
  }

  @Test
  void an_update_that_says_nothing_new_is_none() {
    changes.onUpdate(pod("app: esg", "True"), pod("app: esg", "True"));
    assertThat(changed()).isEmpty();
  }

  @Test
  void a_pod_that_the_watch_finds_changed_when_it_became_ready() {
    clock.advance(Duration.ofHours(1));
    changes.onAdd(pod("app: esg", "True"));
    assertThat(changed()).contains(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void a_node_whose_clock_is_ahead_makes_no_change_in_the_future() {
    Pod pod = pod("app: esg", "True");
    pod.getStatus().getConditions().get(0).setLastTransitionTime("2036-01-01T00:00:00Z");
    changes.onAdd(pod);
    assertThat(changed()).contains(clock.instant());
  }

  @Test
  void the_latest_change_counts() {
    changes.onDelete(pod("app: esg", "True"), false);
    clock.advance(Duration.ofHours(1));
    Instant latest = clock.instant();
    changes.onDelete(pod("app: esg", "True"), false);
    changes.onAdd(pod("app: esg", "True"));
    assertThat(changed()).contains(latest);
  }

  @Test
  void an_instance_that_was_deleted_is_forgotten() {
    changes.onDelete(pod("app: esg", "True"), false);
    changes.forget(InstanceKey.of(instance));
    assertThat(changed()).isEmpty();
  }

  @Test
  void a_pod_without_status_or_labels_is_passed_over() {
    ResourceEventHandler<Pod> handler = changes;
    handler.onAdd(read("metadata: {name: esg-1, uid: a}"));
    assertThat(changed()).isEmpty();
  }

  private Optional<Instant> changed() {
    return changes.of(InstanceKey.of(instance));
  }

  private static Pod pod(String labels, String ready) {
    return read(
        """
        metadata: {name: esg-1, uid: a, labels: {%s}}
        status:
          podIPs: [{ip: 10.42.0.7}]
          conditions: [{type: Ready, status: "%s", lastTransitionTime: "2026-01-01T00:00:00Z"}]
        """
            .formatted(labels, ready));
  }

  private static Pod read(String yaml) {
    return Serialization.unmarshal(yaml, Pod.class);
  }
}
