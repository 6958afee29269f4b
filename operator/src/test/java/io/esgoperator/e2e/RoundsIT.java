package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.gateway.Names;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * When rounds come, and what their Jobs leave alone. Pyzor does not answer in this namespace's
 * rounds, so that they last; no middlebox of other tests takes its port.
 */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoundsIT {
  private static final String NAMESPACE = "rounds";

  private Lab lab;
  private EsgInstance instance;

  @BeforeAll
  void apply(Lab lab) {
    this.lab = lab;
    lab.namespace(NAMESPACE, Map.of());
    lab.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: gateway, namespace: rounds}
        spec: {selector: {app: esg}, ports: [{port: 25}]}
        """);
    instance = declare("gateway", "1h");
  }

  private EsgInstance declare(String name, String interval) {
    return lab.declare(
        NAMESPACE,
        name,
        "probe: {interval: %s, timeout: 2s, canary: false, targets: {pyzor: [192.0.2.77]}}"
            .formatted(interval));
  }

  @AfterAll
  void rest() {
    lab.rest(NAMESPACE);
  }

  @Test
  void a_round_comes_with_every_interval() {
    EsgInstance often = declare("often", "30s");
    Instant first = lab.awaitRound(often, null).lastProbe().time();
    EsgInstanceStatus next = lab.await(often, status -> !status.lastProbe().time().equals(first));
    lab.delete(often);
    assertThat(Duration.between(first, next.lastProbe().time()))
        .isBetween(Duration.ofSeconds(30), Duration.ofMinutes(3));
  }

  @Test
  void a_changed_spec_is_probed_at_once() {
    String before = lab.probe(instance).lastProbe().specHash();
    lab.patch(
        NAMESPACE,
        "esg",
        "gateway",
        "merge",
        "{\"spec\":{\"probe\":{\"targets\":{\"pyzor\":[\"192.0.2.78\"]}}}}");
    lab.kubectl(
        "-n",
        NAMESPACE,
        "wait",
        "esg/gateway",
        "--for=jsonpath={.status.conditions[?(@.type==\"Ready\")].reason}=Probing",
        "--timeout=20s");
    EsgInstanceStatus status =
        lab.await(instance, seen -> !seen.lastProbe().specHash().equals(before));
    assertThat(status.observedGeneration())
        .isEqualTo(lab.client().resource(instance).get().getMetadata().getGeneration());
  }

  @Test
  void a_round_that_is_asked_for_begins_at_once() {
    for (int request = 0; request < 2; request++) {
      lab.probe(instance);
      List<String> ended = jobs();
      long asked = System.nanoTime();
      lab.requestRound(instance);
      Awaitility.await("the Jobs of the round")
          .pollInterval(Duration.ofMillis(50))
          .atMost(Duration.ofMinutes(1))
          .until(() -> !ended.containsAll(jobs()));
      assertThat(Duration.ofNanos(System.nanoTime() - asked))
          .as("from the request to its Job, on busy processors")
          .isLessThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void a_pod_that_the_gateway_gets_is_asked_without_waiting_for_the_interval() {
    Instant before = lab.probe(instance).lastProbe().time();
    lab.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: second, namespace: rounds, labels: {app: esg}}
        spec:
          automountServiceAccountToken: false
          terminationGracePeriodSeconds: 0
          containers: [{name: second, image: 'esg-lab/tiny:latest', imagePullPolicy: Never}]
        """);
    EsgInstanceStatus after =
        lab.await(instance, status -> status.lastProbe().time().isAfter(before));
    lab.kubectl("-n", NAMESPACE, "delete", "pod", "second");
    assertThat(Duration.between(before, after.lastProbe().time()))
        .isBetween(Duration.ofSeconds(29), Duration.ofMinutes(2));
  }

  private List<String> jobs() {
    return lab.client().batch().v1().jobs().inNamespace(NAMESPACE).list().getItems().stream()
        .filter(job -> job.getMetadata().getName().startsWith("esg-probe-gateway-"))
        .map(job -> job.getMetadata().getName())
        .toList();
  }

  @Test
  void a_round_whose_job_is_deleted_by_hand_ends_all_the_same() {
    EsgInstanceStatus before = lab.probe(instance);
    String wish = lab.requestRound(instance);
    awaitProbePod();
    lab.kubectl("-n", NAMESPACE, "delete", "jobs", "--all", "--wait=false");
    EsgInstanceStatus status = lab.awaitRound(instance, wish);
    assertThat(status.lastProbe().time()).isAfter(before.lastProbe().time());
    assertThat(status.paths())
        .filteredOn(row -> row.name().equals("pyzor"))
        .allMatch(row -> row.verdict() == Verdict.Blocked);
  }

  @Test
  void a_probe_has_the_gateways_labels_and_never_serves() {
    lab.requestRound(instance);
    Pod probe = awaitProbePod();
    assertThat(probe.getMetadata().getLabels()).containsEntry("app", "esg");
    assertThat(Readiness.isPodReady(probe)).isFalse();
    assertThat(endpoints())
        .noneMatch(endpoint -> Boolean.TRUE.equals(endpoint.getConditions().getReady()));
  }

  @Test
  void nothing_of_a_round_lingers_after_it() {
    lab.probe(instance);
    String last = lab.status(instance).lastProbe().job();
    Awaitility.await("the round's pods are gone")
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                probePods().stream()
                    .noneMatch(pod -> pod.getMetadata().getName().startsWith(last)));
  }

  /** The running probe of the newest round. */
  private Pod awaitProbePod() {
    return Awaitility.await("a probe that runs")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                probePods().stream()
                    .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                    .max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp())),
            Optional::isPresent)
        .orElseThrow();
  }

  private List<Pod> probePods() {
    return lab.probes(instance).stream()
        .filter(pod -> "out".equals(pod.getMetadata().getLabels().get(Names.PROBE)))
        .toList();
  }

  private List<Endpoint> endpoints() {
    return lab
        .client()
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(NAMESPACE)
        .list()
        .getItems()
        .stream()
        .flatMap(slice -> slice.getEndpoints().stream())
        .toList();
  }
}
