package io.esgoperator.operator.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Selector;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.gateway.Names;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.Plans;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeReport;
import io.esgoperator.probe.message.TerminationMessage;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeJobReadingTest {
  private static final Selector GATEWAY = new Selector(Map.of("app", "esg"), List.of());
  private static final ProbePlan PLAN = Plans.of(Plans.DCC);
  private static final ProbeReport REPORT =
      new ProbeReport(
          List.of(Family.IPv4),
          40,
          -1,
          List.of(
              new PathReport(
                  "dcc",
                  Family.IPv4,
                  Finding.Answered,
                  "dcc1 (192.0.2.62)",
                  12,
                  1,
                  1,
                  "brand esg")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          waiting: {reason: ErrImagePull}                          | ProbeImagePull
          waiting: {reason: ImagePullBackOff}                      | ProbeImagePull
          waiting: {reason: InvalidImageName}                      | ProbeImagePull
          waiting: {reason: CreateContainerConfigError}            | ProbePodConfig
          waiting: {reason: ErrImagePull, message: 'no match for platform in manifest: not found'} | ProbeArchitecture
          waiting: {reason: ImagePullBackOff, message: 'no matching manifest for linux/arm64/v8'} | ProbeArchitecture
          terminated: {exitCode: 128, reason: StartError, message: 'exec /opt/java/bin/java: exec format error'} | ProbeArchitecture
          terminated: {exitCode: 255, reason: Error, message: 'exec /opt/java/bin/java: exec format error'} | ProbeArchitecture
          terminated: {exitCode: 137, reason: OOMKilled}           | ProbeOutOfMemory
          terminated: {exitCode: 128, reason: StartError, message: 'container init was OOM-killed (memory limit too low?)'} | ProbeOutOfMemory
          terminated: {exitCode: 128, reason: StartError, message: 'no such file'} | ProbeFailed
          terminated: {exitCode: 1, reason: Error}                 | ProbeFailed
          terminated: {exitCode: 0, reason: Completed}             | ResultTruncated
          terminated: {exitCode: 0, message: 'half a res'}         | ResultTruncated
          terminated: {exitCode: 0, message: "{}\\na3a6bf43"}       | ReportUnreadable
          """)
  void a_container_that_did_not_do_its_work_is_a_fault(String state, Reason reason) {
    assertThat(
            read(
                pod("{phase: Running, containerStatuses: [{name: probe, state: {" + state + "}}]}"),
                1))
        .isInstanceOfSatisfying(
            JobOutcome.Faulted.class, fault -> assertThat(fault.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {phase: Failed, reason: Evicted, message: disk}                                                            | 1  | ProbeEvicted
          {phase: Failed, reason: DeadlineExceeded}                                                                  | 1  | ProbeDeadline
          {phase: Pending, conditions: [{type: PodScheduled, status: 'False', message: no node}]}                    | 20 | ProbeUnschedulable
          {phase: Pending, conditions: [{type: PodScheduled, status: 'False'}]}                                      | 20 | ProbeUnschedulable
          """)
  void a_pod_that_did_not_run_is_a_fault(String status, int age, Reason reason) {
    assertThat(read(pod(status), age))
        .isInstanceOfSatisfying(
            JobOutcome.Faulted.class, fault -> assertThat(fault.reason()).isEqualTo(reason));
  }

  @Test
  void a_pod_that_an_anti_affinity_keeps_away_says_what_to_add_to_it() {
    assertThat(
            read(
                pod(
                    "{phase: Pending, conditions: [{type: PodScheduled, status: 'False', message: '0/1 nodes are available: 1 node(s) didn''t satisfy existing pods anti-affinity rules.'}]}"),
                20))
        .isInstanceOfSatisfying(
            JobOutcome.Faulted.class,
            fault -> {
              assertThat(fault.reason()).isEqualTo(Reason.ProbeUnschedulable);
              assertThat(fault.message())
                  .contains("{key: esg-operator.io/probe, operator: DoesNotExist}")
                  .doesNotContain("tolerations");
            });
  }

  @Test
  void a_probe_that_a_queue_holds_back_says_so() {
    Job suspended = job();
    suspended.getSpec().setSuspend(true);
    assertThat(
            List.of(
                new ProbeJobReading(GATEWAY, aged(20))
                    .read(suspended, Optional.empty(), one -> PLAN, List::of),
                read(
                    pod(
                        "{phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: SchedulingGated, message: Scheduling is blocked due to non-empty scheduling gates}]}"),
                    20)))
        .allSatisfy(
            outcome ->
                assertThat(outcome)
                    .isInstanceOfSatisfying(
                        JobOutcome.Faulted.class,
                        fault ->
                            assertThat(fault.message())
                                .startsWith("The probe's pod is held back: ")
                                .contains("Exempt Jobs and pods with the label")));
    assertThat(
            new ProbeJobReading(GATEWAY, aged(10))
                .read(suspended, Optional.empty(), one -> PLAN, List::of))
        .isInstanceOf(JobOutcome.Pending.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pods "x" is forbidden: exceeded quota: q, requested: pods=1     | QuotaExceeded
          pods "x" is forbidden: failed quota: q: must specify limits.cpu | QuotaExceeded
          pods "x" is forbidden: violates PodSecurity "restricted"        | ProbeForbidden
          pods "x" is forbidden: ValidatingAdmissionPolicy 'p' denied it   | ProbeForbidden
          admission webhook "w" denied the request                        | ProbeNotCreated
          """)
  void a_pod_that_was_never_made_is_a_fault_with_the_reason(String warning, Reason reason) {
    assertThat(
            new ProbeJobReading(GATEWAY, aged(6))
                .read(job(), Optional.empty(), pod -> PLAN, () -> List.of(warning)))
        .isInstanceOfSatisfying(
            JobOutcome.Faulted.class, fault -> assertThat(fault.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {exitCode: 1, reason: Error}       | ProbeChanged     | Another program changed the probe's pod
          {exitCode: 137, reason: OOMKilled} | ProbeOutOfMemory | The probe ran out of memory
          """)
  void a_probe_that_ended_beside_what_was_injected_names_it(
      String state, Reason reason, String start) {
    Pod pod =
        pod(
            "{phase: Failed, containerStatuses: [{name: probe, state: {terminated: "
                + state
                + "}}]}");
    pod.getSpec().setInitContainers(List.of(new ContainerBuilder().withName("otel-java").build()));
    assertThat(read(pod, 1))
        .isInstanceOfSatisfying(
            JobOutcome.Faulted.class,
            fault -> {
              assertThat(fault.reason()).isEqualTo(reason);
              assertThat(fault.message()).startsWith(start).contains("container otel-java");
            });
  }

  @Test
  void an_answer_counts_although_a_sidecar_still_runs() {
    assertThat(read(besideASidecar(REPORT), 1)).isEqualTo(new JobOutcome.Reported(REPORT));
  }

  @Test
  void silence_beside_a_sidecar_is_the_probes_fault() {
    PathReport answered = REPORT.paths().get(0);
    PathReport silent =
        new PathReport(
            answered.path(), answered.family(), Finding.NoAnswer, answered.target(), 12, 3, 1, "");
    ProbeReport report = new ProbeReport(REPORT.families(), 40, -1, List.of(silent));
    assertThat(read(besideASidecar(report), 1))
        .isInstanceOfSatisfying(
            JobOutcome.Reported.class,
            outcome ->
                assertThat(outcome.report().paths())
                    .extracting(PathReport::finding)
                    .containsExactly(Finding.ProbeFault));
  }

  private static Pod besideASidecar(ProbeReport report) {
    Pod pod =
        pod(
            "{phase: Running, containerStatuses: [{name: istio-proxy, state: {running: {}}}, {name: probe, state:"
                + " {terminated: {exitCode: 0, message: "
                + Serialization.asJson(new TerminationMessage().write(PLAN, report))
                + "}}}]}");
    pod.getSpec().getContainers().add(new ContainerBuilder().withName("istio-proxy").build());
    return pod;
  }

  @Test
  void a_pod_that_others_gave_other_labels_is_a_fault() {
    Job job = job();
    job.getMetadata().setAnnotations(Map.of(Names.POD_LABELS, "app=esg"));
    assertThat(
            new ProbeJobReading(GATEWAY, aged(1))
                .read(job, Optional.of(pod("{phase: Running}")), pod -> PLAN, List::of))
        .isInstanceOfSatisfying(
            JobOutcome.Faulted.class,
            fault -> {
              assertThat(fault.reason()).isEqualTo(Reason.ProbeChanged);
              assertThat(fault.message()).contains("its label app is missing in the place of esg");
            });
  }

  @Test
  void a_pod_that_waits_for_its_node_a_moment_is_still_pending() {
    assertThat(
            read(
                pod(
                    "{phase: Pending, conditions: [{type: PodScheduled, status: 'False', message: no node}]}"),
                3))
        .isInstanceOf(JobOutcome.Pending.class);
  }

  @Test
  void a_probe_without_an_end_is_a_fault_after_its_deadline() {
    assertThat(read(pod("{phase: Running}"), 86))
        .isInstanceOfSatisfying(
            JobOutcome.Faulted.class,
            fault -> assertThat(fault.reason()).isEqualTo(Reason.ProbeDeadline));
  }

  private static JobOutcome read(Pod pod, int ageInSeconds) {
    return new ProbeJobReading(GATEWAY, aged(ageInSeconds))
        .read(job(), Optional.of(pod), one -> PLAN, List::of);
  }

  private static Function<HasMetadata, Duration> aged(int seconds) {
    return object -> Duration.ofSeconds(seconds);
  }

  /** If the pod was deleted, only the Job's conditions are left. */
  @ParameterizedTest
  @CsvSource({"BackoffLimitExceeded, ProbeEvicted", "DeadlineExceeded, ProbeDeadline"})
  void a_job_that_failed_without_a_pod_is_over(String jobReason, Reason reason) {
    Job failed =
        job("{conditions: [{type: Failed, status: 'True', reason: %s}]}".formatted(jobReason));
    assertThat(
            new ProbeJobReading(GATEWAY, aged(6))
                .read(failed, Optional.empty(), pod -> PLAN, List::of))
        .isInstanceOfSatisfying(
            JobOutcome.Faulted.class, fault -> assertThat(fault.reason()).isEqualTo(reason));
  }

  private static Job job() {
    return job("{}");
  }

  private static Job job(String status) {
    return Serialization.unmarshal(
        "---\n{kind: Job, apiVersion: batch/v1, metadata: {name: j}, spec:"
            + " {activeDeadlineSeconds: 75}, status: "
            + status
            + "}",
        Job.class);
  }

  private static Pod pod(String status) {
    return Serialization.unmarshal(
        "---\n{kind: Pod, apiVersion: v1, metadata: {name: p}, spec: {containers: [{name: probe}]}, status: "
            + status
            + "}",
        Pod.class);
  }
}
