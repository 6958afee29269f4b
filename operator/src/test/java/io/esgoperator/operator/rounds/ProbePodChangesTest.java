package io.esgoperator.operator.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.Names;
import io.esgoperator.model.Application;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeReport;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbePodChangesTest {
  private static final ProbePlan PLAN =
      new ProbePlan(
          ProbePlan.VERSION,
          5_000,
          false,
          null,
          List.of(path("smtp-out", Application.Smtp), path("http", Application.Http)));
  private static final Container PROXY = new ContainerBuilder().withName("istio-proxy").build();

  private final EsgInstance instance = Instances.sample("minimal");
  private final Round round =
      Round.next(instance, Optional.empty(), Instant.parse("2026-01-01T12:00:00Z"));
  private final ProbeJobs jobs = UsualJobs.of("esg-operator:dev");
  private final Job outbound = jobs.outbound(instance, round, "{}", List.of());
  private final Job control = jobs.control(instance, "ctl", "{}", List.of());

  @Test
  void a_pod_as_it_was_asked_for_stands_for_the_gateway() {
    assertThat(changes(outbound, pod(outbound)).displacement()).isEmpty();
    assertThat(changes(control, pod(control)).displacement()).isEmpty();
  }

  @Test
  void labels_that_others_add_change_nothing() {
    Pod pod = pod(outbound);
    pod.getMetadata().getLabels().put("batch.kubernetes.io/job-name", "j");
    assertThat(changes(outbound, pod).displacement()).isEmpty();
  }

  @Test
  void a_label_that_was_taken_away_or_changed_displaces_it() {
    Pod pod = pod(outbound);
    pod.getMetadata().getLabels().put("app", "other");
    assertThat(changes(outbound, pod).displacement())
        .contains("its label app is other in the place of esg");
    pod.getMetadata().getLabels().remove("app");
    assertThat(changes(outbound, pod).displacement())
        .contains("its label app is missing in the place of esg");
  }

  /** The template may have been changed together with the pod. */
  @Test
  void a_changed_template_is_no_excuse() {
    outbound.getSpec().getTemplate().getMetadata().getLabels().put("app", "other");
    assertThat(changes(outbound, pod(outbound)).displacement()).isPresent();
  }

  @Test
  void a_control_that_gets_the_gateways_labels_compares_nothing() {
    Pod pod = pod(control);
    pod.getMetadata().getLabels().put("app", "esg");
    assertThat(changes(control, pod).displacement()).get().asString().contains("spec.podSelector");
  }

  @Test
  void a_pod_on_the_nodes_network_is_bound_by_no_policy() {
    Pod pod = pod(outbound);
    pod.getSpec().setHostNetwork(true);
    assertThat(changes(outbound, pod).displacement()).get().asString().contains("node's network");
  }

  @ParameterizedTest
  @MethodSource("otherPrograms")
  void another_program_in_the_probes_place_is_not_believed(
      UnaryOperator<ContainerBuilder> change, String what) {
    assertThat(changes(outbound, podWith(change)).displacement())
        .contains("its container has another " + what + " than the operator asked for");
  }

  /** The pod of the outbound probe with another container. */
  private Pod podWith(UnaryOperator<ContainerBuilder> change) {
    Pod pod = new PodBuilder(pod(outbound)).build();
    Container probe = pod.getSpec().getContainers().get(0);
    pod.getSpec().setContainers(List.of(change.apply(new ContainerBuilder(probe)).build()));
    return pod;
  }

  static Stream<Arguments> otherPrograms() {
    return Stream.of(
        other("image", probe -> probe.withImage("registry.example.net/other:dev")),
        other("image", probe -> probe.withImage("esg-operator:other")),
        other("command", probe -> probe.withCommand("sh", "-c", "echo forged")),
        other("arguments", probe -> probe.withArgs("check")),
        other("ESG_PROBE_PLAN", probe -> probe.editFirstEnv().withValue("{ }").endEnv()),
        other("ESG_PROBE_PLAN", probe -> probe.addNewEnv().withName("ESG_PROBE_PLAN").endEnv()),
        other(
            "lifecycle",
            probe -> probe.withNewLifecycle().withNewPreStop().endPreStop().endLifecycle()),
        other("terminationMessagePath", probe -> probe.withTerminationMessagePath("/tmp/forged")));
  }

  private static Arguments other(String what, UnaryOperator<ContainerBuilder> change) {
    return arguments(change, what);
  }

  @Test
  void what_webhooks_add_leaves_the_program_the_same() {
    Pod pod =
        podWith(
            probe ->
                probe
                    .withImage("mirror.example.net/proxied/esg-operator:dev@sha256:0123")
                    .addNewEnv()
                    .withName("HTTP_PROXY")
                    .withValue("http://proxy.example.net")
                    .endEnv()
                    .addNewVolumeMount()
                    .withName("zone")
                    .withMountPath("/etc/localtime")
                    .endVolumeMount()
                    .withTerminationMessagePath("/dev/termination-log"));
    assertThat(changes(outbound, pod).displacement()).isEmpty();
  }

  @Test
  void a_digest_in_the_place_of_the_tag_leaves_the_program_the_same() {
    assertThat(
            changes(
                    outbound,
                    podWith(
                        probe -> probe.withImage("mirror.example.net/esg-operator@sha256:0123")))
                .displacement())
        .isEmpty();
    assertThat(changes(outbound, podWith(probe -> probe.withImage("esg-operator"))).displacement())
        .contains("its container has another image than the operator asked for");
  }

  @Test
  void a_job_of_an_older_operator_says_nothing_of_labels() {
    Job older = new Job();
    older.setMetadata(new ObjectMeta());
    assertThat(changes(older, pod(control)).displacement()).isEmpty();
  }

  /** What stands in the annotation for the labels that the pod shall have. */
  @ParameterizedTest
  @ValueSource(strings = {"", "odd", "app=esg,odd", "app=esg,app=web"})
  void a_stamp_that_others_wrote_over_ends_no_reading(String stamp) {
    Job job = new Job();
    job.setMetadata(new ObjectMeta());
    job.getMetadata().setAnnotations(Map.of(Names.POD_LABELS, stamp));
    Pod pod = pod(control);
    pod.getMetadata().setLabels(Map.of("app", "esg"));
    assertThat(changes(job, pod).displacement()).isEmpty();
  }

  @Test
  void another_container_is_not_taken_for_the_probe() {
    Pod pod = pod(outbound);
    pod.getSpec().getContainers().add(0, PROXY);
    assertThat(changes(outbound, pod).displacement()).isEmpty();
  }

  @Test
  void beside_a_sidecar_only_what_the_peer_itself_can_say_counts() {
    Pod pod = pod(outbound);
    pod.getSpec().getInitContainers().add(PROXY);
    ProbeReport sober = changes(outbound, pod).onlyTrusted(report(Finding.Answered), PLAN);
    assertThat(sober.on("smtp-out"))
        .extracting(PathReport::finding)
        .containsExactly(Finding.Answered);
    assertThat(sober.on("http"))
        .extracting(PathReport::finding)
        .containsExactly(Finding.ProbeFault);
    assertThat(sober.on("http").get(0).evidence())
        .contains("istio-proxy")
        .contains("esg-operator.io/probe");
    assertThat(changes(outbound, pod).onlyTrusted(report(Finding.Held), PLAN).paths())
        .extracting(PathReport::finding)
        .containsOnly(Finding.ProbeFault);
  }

  @Test
  void an_injected_agent_of_java_is_named_without_its_own_options() {
    Pod pod =
        podWith(
            probe ->
                probe
                    .addNewEnv()
                    .withName("JAVA_TOOL_OPTIONS")
                    .withValue(" -Dx=y -javaagent:/otel/javaagent.jar=token=secret")
                    .endEnv());
    pod.getSpec().setInitContainers(List.of(new ContainerBuilder().withName("otel-java").build()));
    assertThat(changes(outbound, pod).burden())
        .contains(
            "it has the variable JAVA_TOOL_OPTIONS (-javaagent:/otel/javaagent.jar) and the container otel-java, which the operator did not ask for");
    assertThat(changes(outbound, pod).displacement()).isEmpty();
  }

  @Test
  void other_variables_and_those_that_were_asked_for_are_no_burden() {
    Pod pod = podWith(probe -> probe.addNewEnv().withName("HTTP_PROXY").endEnv());
    assertThat(changes(outbound, pod).burden()).isEmpty();
    assertThat(changes(outbound, pod(outbound)).burden()).isEmpty();
  }

  @Test
  void every_probe_is_annotated_against_injection() {
    assertThat(List.of(outbound, control))
        .allSatisfy(
            job ->
                assertThat(job.getSpec().getTemplate().getMetadata().getAnnotations())
                    .containsEntry("sidecar.istio.io/inject", "false")
                    .containsEntry("linkerd.io/inject", "disabled")
                    .containsEntry("kuma.io/sidecar-injection", "disabled")
                    .containsEntry("consul.hashicorp.com/connect-inject", "false")
                    .containsEntry("appmesh.k8s.aws/sidecarInjectorWebhook", "disabled")
                    .containsEntry("sidecar.opentelemetry.io/inject", "false")
                    .containsEntry("instrumentation.opentelemetry.io/inject-java", "false")
                    .containsEntry("instrumentation.opentelemetry.io/inject-sdk", "false")
                    .containsEntry("esg-operator.io/instance", "gateway"));
  }

  @Test
  void alone_the_probe_is_believed() {
    ProbeReport report = report(Finding.Held);
    assertThat(changes(outbound, pod(outbound)).onlyTrusted(report, PLAN)).isEqualTo(report);
  }

  private ProbePodChanges changes(Job job, Pod pod) {
    return new ProbePodChanges(job, pod, instance.getSpec().podSelector());
  }

  private static Pod pod(Job job) {
    return new PodBuilder()
        .withNewMetadata()
        .withLabels(job.getSpec().getTemplate().getMetadata().getLabels())
        .endMetadata()
        .withSpec(job.getSpec().getTemplate().getSpec())
        .build();
  }

  private static ProbePlan.PlannedPath path(String name, Application application) {
    return new ProbePlan.PlannedPath(
        name, application, 25, List.of(new ProbePlan.Peer("mx", "192.0.2.25", 25)));
  }

  private static ProbeReport report(Finding found) {
    return new ProbeReport(
        List.of(Family.IPv4),
        40,
        -1,
        PLAN.paths().stream()
            .map(path -> new PathReport(path.name(), Family.IPv4, found, "mx", 12, 1, 2, "seen"))
            .toList());
  }
}
