package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.Selector;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.message.TerminationMessage;
import io.esgoperator.probe.message.UnreadableReportException;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads the outcome of a probe Job from the Job, its pod and their warnings. A broken probe is
 * never a verdict.
 *
 * @param gateway the selector of the gateway's pods
 * @param age how long an object has existed
 */
record ProbeJobReading(Selector gateway, Function<HasMetadata, Duration> age) {
  private static final Duration POD_IS_LATE = Duration.ofSeconds(5);
  private static final Duration UNSCHEDULED_IS_STUCK = Duration.ofSeconds(15);
  private static final Duration AFTER_DEADLINE = Duration.ofSeconds(10);

  /** Of a pod that another program lets the scheduler see later (its schedulingGates). */
  private static final String GATED = "SchedulingGated";

  private static final Set<String> IMAGE_REASONS =
      Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");
  private static final Set<String> CONFIG_REASONS =
      Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

  /**
   * @param plans returns the plan of a pod
   * @param warnings lists the messages of the Job's FailedCreate events; called only without a pod
   */
  JobOutcome read(
      Job job, Optional<Pod> pod, Function<Pod, ProbePlan> plans, Supplier<List<String>> warnings) {
    JobOutcome outcome =
        pod.map(one -> read(job, one, plans)).orElseGet(() -> withoutPod(job, warnings));
    return outcome instanceof JobOutcome.Pending ? pastDeadline(job) : outcome;
  }

  private JobOutcome read(Job job, Pod pod, Function<Pod, ProbePlan> plans) {
    ProbePodChanges changes = new ProbePodChanges(job, pod, gateway);
    Optional<String> displacement = changes.displacement();
    if (displacement.isPresent()) {
      return ProbeFaults.ProbeChanged.because(displacement.get());
    }
    Optional<ContainerStatus> container = container(pod);
    Optional<ContainerStateTerminated> ended =
        container.map(ContainerStatus::getState).map(ContainerState::getTerminated);
    if (ended.isPresent()) {
      return read(ended.get(), () -> plans.apply(pod), changes);
    }
    if ("Evicted".equals(pod.getStatus().getReason())) {
      return ProbeFaults.ProbeEvicted.because(pod.getStatus().getMessage());
    }
    if ("Failed".equals(pod.getStatus().getPhase())) {
      return ("DeadlineExceeded".equals(pod.getStatus().getReason())
              ? ProbeFaults.ProbeDeadline
              : ProbeFaults.ProbeFailed)
          .because(String.valueOf(pod.getStatus().getMessage()));
    }
    return container
        .map(ContainerStatus::getState)
        .map(ContainerState::getWaiting)
        .flatMap(ProbeJobReading::waiting)
        .or(() -> unschedulable(pod))
        .orElseGet(JobOutcome.Pending::new);
  }

  private JobOutcome read(
      ContainerStateTerminated ended, Supplier<ProbePlan> plan, ProbePodChanges changes) {
    if (isOutOfMemory(ended)) {
      return ProbeFaults.ProbeOutOfMemory.because(
          changes.burden().map(", and "::concat).orElse(""));
    }
    if (isOfOtherArchitecture(ended.getMessage())) {
      return ProbeFaults.ProbeArchitecture.because(ended.getMessage());
    }
    if (ended.getExitCode() != 0) {
      String end = "exit code " + ended.getExitCode() + " (" + ended.getReason() + ")";
      return changes
          .burden()
          .map(burden -> ProbeFaults.ProbeChanged.because(burden + ", and ended with " + end))
          .orElseGet(() -> ProbeFaults.ProbeFailed.because(end));
    }
    try {
      ProbePlan asked = plan.get();
      return new JobOutcome.Reported(
          changes.onlyTrusted(new TerminationMessage().read(asked, ended.getMessage()), asked));
    } catch (RuntimeException unusable) {
      // An author of Jobs in the namespace can write any plan.
      return ProbeFaults.ReportUnreadable.because(
          "the plan in its Job is none of the operator's (%s)"
              .formatted(unusable.getClass().getSimpleName()));
    } catch (UnreadableReportException unreadable) {
      return (unreadable.isCut() ? ProbeFaults.ResultTruncated : ProbeFaults.ReportUnreadable)
          .because(unreadable.getMessage());
    }
  }

  /** At its start a container fails as runc words it: "container init was OOM-killed". */
  private static boolean isOutOfMemory(ContainerStateTerminated ended) {
    return "OOMKilled".equals(ended.getReason())
        || Objects.requireNonNullElse(ended.getMessage(), "").contains("OOM-killed");
  }

  /** As containerd words it when it pulls, Docker, and the kernel when it starts the program. */
  private static boolean isOfOtherArchitecture(String message) {
    return message != null
        && Stream.of("no match for platform", "no matching manifest for", "exec format error")
            .anyMatch(message::contains);
  }

  private static Optional<JobOutcome> waiting(ContainerStateWaiting waiting) {
    String detail = waiting.getReason() + ", " + waiting.getMessage();
    if (isOfOtherArchitecture(waiting.getMessage())) {
      return Optional.of(ProbeFaults.ProbeArchitecture.because(detail));
    }
    if (IMAGE_REASONS.contains(waiting.getReason())) {
      return Optional.of(ProbeFaults.ProbeImagePull.because(detail));
    }
    return CONFIG_REASONS.contains(waiting.getReason())
        ? Optional.of(ProbeFaults.ProbePodConfig.because(detail))
        : Optional.empty();
  }

  private Optional<JobOutcome> unschedulable(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .filter(condition -> "PodScheduled".equals(condition.getType()))
        .filter(condition -> "False".equals(condition.getStatus()))
        .filter(condition -> isOlder(pod, UNSCHEDULED_IS_STUCK))
        .map(ProbeJobReading::unscheduled)
        .findFirst();
  }

  /** The anti-affinity of a running pod holds in both directions (helm/charts#19632). */
  private static JobOutcome unscheduled(PodCondition condition) {
    String message = String.valueOf(condition.getMessage());
    if (GATED.equals(condition.getReason())) {
      return ProbeFaults.ProbeHeldBack.because(message);
    }
    return (message.contains("existing pods anti-affinity")
            ? ProbeFaults.ProbeKeptAway
            : ProbeFaults.ProbeUnschedulable)
        .because(message);
  }

  private JobOutcome withoutPod(Job job, Supplier<List<String>> warnings) {
    Optional<JobOutcome> failed = failed(job);
    if (failed.isPresent()) {
      return failed.get();
    }
    if (!isOlder(job, POD_IS_LATE)) {
      return new JobOutcome.Pending();
    }
    if (Boolean.TRUE.equals(job.getSpec().getSuspend())) {
      return isOlder(job, UNSCHEDULED_IS_STUCK)
          ? ProbeFaults.ProbeHeldBack.because("its Job is suspended, as Kueue does")
          : new JobOutcome.Pending();
    }
    return warnings.get().stream()
        .reduce((first, last) -> last)
        .map(ProbeRefusal::by)
        .orElseGet(JobOutcome.Pending::new);
  }

  /** Its pod was deleted for good: evicted by the API, or by hand. */
  private static Optional<JobOutcome> failed(Job job) {
    return Optional.ofNullable(job.getStatus()).stream()
        .flatMap(status -> status.getConditions().stream())
        .filter(condition -> "Failed".equals(condition.getType()))
        .filter(condition -> "True".equals(condition.getStatus()))
        .map(
            condition ->
                ("DeadlineExceeded".equals(condition.getReason())
                        ? ProbeFaults.ProbeDeadline
                        : ProbeFaults.ProbeEvicted)
                    .because(condition.getMessage()))
        .map(JobOutcome.class::cast)
        .findFirst();
  }

  private JobOutcome pastDeadline(Job job) {
    Duration deadline =
        Duration.ofSeconds(Objects.requireNonNullElse(job.getSpec().getActiveDeadlineSeconds(), 0L))
            .plus(AFTER_DEADLINE);
    return isOlder(job, deadline)
        ? ProbeFaults.ProbeDeadline.because(
            "no result after " + job.getSpec().getActiveDeadlineSeconds() + " s")
        : new JobOutcome.Pending();
  }

  private boolean isOlder(HasMetadata object, Duration limit) {
    return age.apply(object).compareTo(limit) >= 0;
  }

  private static Optional<ContainerStatus> container(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .filter(status -> ProbeJobs.CONTAINER.equals(status.getName()))
        .findFirst();
  }
}
