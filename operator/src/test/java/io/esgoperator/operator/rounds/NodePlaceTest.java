package io.esgoperator.operator.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The nodes to which probes are led. */
class NodePlaceTest {
  private static final Map<String, String> LINUX = Map.of("kubernetes.io/os", "linux");

  private final Round round =
      Round.next(
          Instances.sample("minimal"), Optional.empty(), Instant.parse("2026-01-01T12:00:00Z"));
  private final ProbeJobs jobs = UsualJobs.of("esg-operator:dev");

  @ParameterizedTest
  @CsvSource({"worker-1, worker-2 worker-1", "worker-2, worker-1 worker-2"})
  void a_round_prefers_the_next_node_of_the_gateway_and_needs_none(String last, String order) {
    PodSpec pod =
        pod(jobs.outbound(after(last), round, "{}", List.of(on("worker-1"), on("worker-2"))));
    assertThat(
            pod.getAffinity()
                .getNodeAffinity()
                .getPreferredDuringSchedulingIgnoredDuringExecution())
        .extracting(term -> term.getPreference().getMatchFields().get(0).getValues().get(0))
        .containsExactly(order.split(" "));
    assertThat(
            pod.getAffinity()
                .getNodeAffinity()
                .getPreferredDuringSchedulingIgnoredDuringExecution())
        .extracting("weight")
        .containsExactly(100, 50);
    assertThat(
            pod.getAffinity().getNodeAffinity().getRequiredDuringSchedulingIgnoredDuringExecution())
        .isNull();
  }

  @Test
  void the_control_asks_from_the_node_of_the_round() {
    assertThat(
            pod(jobs.control(after("worker-2"), "ctl", "{}", List.of(on("worker-1"))))
                .getAffinity()
                .getNodeAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution()
                .getNodeSelectorTerms())
        .flatExtracting(term -> term.getMatchFields().get(0).getValues())
        .containsExactly("worker-2");
  }

  /** The controller of a DaemonSet writes the node's name into each pod. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {matchFields: [{key: metadata.name, operator: In, values: [worker-1]}]}                                                                      |
          {matchFields: [{key: metadata.name, operator: In, values: [worker-1]}], matchExpressions: [{key: mail, operator: Exists}]} | mail
          """)
  void the_name_of_one_gateway_pods_node_binds_no_probe(String term, String key) {
    Pod daemon = on("worker-1");
    daemon
        .getSpec()
        .setAffinity(
            Serialization.unmarshal(
                "nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [%s]}}"
                    .formatted(term),
                Affinity.class));
    NodeSelector required =
        pod(jobs.outbound(after("worker-1"), round, "{}", List.of(daemon, on("worker-2"))))
            .getAffinity()
            .getNodeAffinity()
            .getRequiredDuringSchedulingIgnoredDuringExecution();
    assertThat(
            Stream.ofNullable(required)
                .flatMap(terms -> terms.getNodeSelectorTerms().stream())
                .peek(one -> assertThat(one.getMatchFields()).isEmpty())
                .flatMap(one -> one.getMatchExpressions().stream())
                .map(NodeSelectorRequirement::getKey))
        .containsExactlyElementsOf(Stream.ofNullable(key).toList());
  }

  private static EsgInstance after(String node) {
    return Instances.withStatus("lastProbe: {node: %s}".formatted(node));
  }

  private static Pod on(String node) {
    return Serialization.unmarshal(
        "--- {metadata: {name: %1$s, labels: {app: esg}}, spec: {nodeName: %1$s}, status: {conditions: [{type: Ready, status: 'True'}]}}"
            .formatted(node),
        Pod.class);
  }

  private static PodSpec pod(Job job) {
    return job.getSpec().getTemplate().getSpec();
  }

  @Test
  void a_pod_that_asks_nothing_of_nodes_goes_to_linux_ones() {
    PodSpec pod = new PodSpec();
    pod.setNodeSelector(null);
    NodePlace.requireLinux(pod);
    assertThat(pod.getNodeSelector()).isEqualTo(LINUX);
  }

  @Test
  void another_system_is_not_asked_for() {
    PodSpec pod = new PodSpecBuilder().addToNodeSelector("kubernetes.io/os", "windows").build();
    NodePlace.requireLinux(pod);
    assertThat(pod.getNodeSelector()).isEqualTo(LINUX);
  }
}
