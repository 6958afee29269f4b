package io.esgoperator.operator.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.FakeApiServer;
import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.live.TotalReading;
import io.esgoperator.observe.EventPublisher;
import io.esgoperator.reading.Unread;
import io.esgoperator.reading.UnreadObserver;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An instance that is not served is reported once, and none of its rows changes. */
class WithheldInstancesTest {
  private static final String EVENTS = "/apis/events.k8s.io/v1/namespaces/mail/events";
  private static final String INSTANCE =
      "/apis/esg-operator.io/v1alpha1/namespaces/mail/esginstances/gateway";
  private static final String STATUS = INSTANCE + "/status";

  private final FakeApiServer cluster = new FakeApiServer();
  private final KubernetesSerialization reading = TotalReading.serialization(UnreadObserver.NONE);
  private final KubernetesClient client = cluster.client(reading);
  private final MovableClock clock = new MovableClock();
  private final WithheldInstances instances =
      new WithheldInstances(
          new EventPublisher(client, "operator", clock), new ConditionPatch(client), clock);

  @BeforeEach
  void serve() {
    // The client looks whether the instance is there before it patches.
    cluster
        .has(EVENTS, new Event())
        .has(INSTANCE, instance(1, "[]"))
        .has(STATUS, instance(1, "[]"));
  }

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @Test
  void an_event_and_a_condition_name_the_field() {
    tell(instance(1, "[]"));
    assertThat(writes("POST"))
        .singleElement()
        .asString()
        .contains("SpecUnreadable", "spec.policy is not a mapping");
    assertThat(writes("PATCH"))
        .singleElement()
        .asString()
        .contains(
            "\"resourceVersion\":\"7\"",
            "SpecReadable",
            "\"False\"",
            "spec.policy is not a mapping")
        .doesNotContain("paths");
  }

  @Test
  void a_second_pass_says_nothing_again() {
    tell(instance(1, "[]"));
    tell(
        instance(
            1,
            condition(
                "spec.policy is not a mapping: write it so. The policy stands as it was last written. No path is probed until the spec is corrected.")));
    assertThat(cluster.writes()).hasSize(2);
  }

  @Test
  void another_generation_is_told_anew() {
    tell(instance(1, "[]"));
    tell(instance(2, "[]"));
    assertThat(writes("POST")).hasSize(2);
  }

  @Test
  void what_is_mended_and_bad_again_is_told_again() {
    EsgInstance instance = instance(1, "[]");
    tell(instance);
    instances.forget(instance);
    tell(instance);
    assertThat(writes("POST")).hasSize(2);
  }

  @Test
  void a_status_that_the_api_server_refuses_is_tried_once() {
    cluster.refuses(STATUS, 422);
    assertThat(tell(instance(1, "[]"))).isEqualTo(Duration.ofSeconds(30));
    assertThat(tell(instance(1, "[]"))).isEqualTo(Duration.ofSeconds(30));
    assertThat(writes("PATCH")).hasSize(1);
    tell(instance(2, "[]"));
    assertThat(writes("PATCH")).hasSize(2);
  }

  @Test
  void a_status_that_another_program_wrote_meanwhile_is_looked_at_soon() {
    cluster.refuses(STATUS, 409);
    assertThat(tell(instance(1, "[]"))).isEqualTo(Duration.ofSeconds(1));
    tell(instance(1, "[]"));
    assertThat(writes("PATCH")).hasSize(2);
    assertThat(writes("POST")).hasSize(1);
  }

  @Test
  void other_conditions_stand() {
    tell(
        instance(
            1,
            "[{type: Ready, status: 'True', reason: PathsProved, message: All., lastTransitionTime: '2026-01-01T00:00:00Z'}]"));
    assertThat(writes("PATCH").get(0)).contains("PathsProved", "SpecReadable");
  }

  @Test
  void where_nothing_may_be_said_nothing_is_written() {
    instances.tell(instance(1, "[]"), Withheld.settling());
    assertThat(cluster.writes()).isEmpty();
  }

  private Duration tell(EsgInstance instance) {
    return instances
        .tell(instance, Withheld.unreadable(Unread.of(instance).orElseThrow()))
        .getScheduleDelay()
        .map(Duration::ofMillis)
        .orElseThrow();
  }

  private List<String> writes(String method) {
    return cluster.writes().stream().filter(write -> write.startsWith(method)).toList();
  }

  private static String condition(String message) {
    return "[{type: SpecReadable, status: 'False', %1$s}, {type: Stalled, status: 'True', %1$s}]"
        .formatted(
            "reason: SpecUnreadable, message: '%s', lastTransitionTime: '2026-01-01T00:00:00Z', observedGeneration: 1"
                .formatted(message));
  }

  private EsgInstance instance(int generation, String conditions) {
    return reading.unmarshal(
        """
        apiVersion: esg-operator.io/v1alpha1
        kind: EsgInstance
        metadata: {name: gateway, namespace: mail, uid: "1", resourceVersion: "7", generation: %d}
        spec: {podSelector: {matchLabels: {app: esg}}, policy: odd}
        status: {conditions: %s}
        """
            .formatted(generation, conditions),
        EsgInstance.class);
  }
}
