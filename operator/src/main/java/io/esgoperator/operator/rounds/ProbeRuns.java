package io.esgoperator.operator.rounds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.live.PagedList;
import io.esgoperator.operator.cluster.MonotonicClock;
import io.esgoperator.operator.cluster.Ownership;
import io.esgoperator.operator.cluster.Refusals;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.reading.Unread;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs one probe Job: creates it once and reads its result. */
record ProbeRuns(KubernetesClient client, MonotonicClock clock) {
  /** When to check a running Job again, if no event comes. */
  static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private static final String FAILED_CREATE = "FailedCreate";

  /** The Job's controller tells of a refusal once, and counts the next ones there. */
  private static final int MOST_WARNINGS = 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The plan as JSON for a Job's pod. */
  String write(ProbePlan plan) {
    try {
      return JSON.writeValueAsString(plan);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a plan is plain data", impossible);
    }
  }

  JobOutcome advance(ProbePlan plan, Job desired, Context<EsgInstance> context) {
    return read(desired.getMetadata().getName(), context)
        .orElseGet(
            () ->
                plan.asksNothing()
                    ? new JobOutcome.NotNeeded()
                    : start(desired, context.getPrimaryResource()));
  }

  /** The outcome of a Job; empty without a Job. */
  Optional<JobOutcome> read(String name, Context<EsgInstance> context) {
    return job(name, context).map(job -> read(job, pods(job, context), context));
  }

  private JobOutcome read(Job job, List<Pod> pods, Context<EsgInstance> context) {
    Optional<Unread> fault =
        Stream.concat(Stream.of(job), pods.stream())
            .flatMap(object -> Unread.of(object).stream())
            .findFirst();
    if (fault.isPresent()) {
      return ProbeFaults.ProbeChanged.because(fault.get().sentence());
    }
    if (pods.size() > 1) {
      return ProbeFaults.ProbeChanged.because(
          pods.stream()
              .map(pod -> pod.getMetadata().getName())
              .collect(Collectors.joining(" and ", "", " each claim to be the Job's only pod")));
    }
    try {
      return new ProbeJobReading(context.getPrimaryResource().getSpec().podSelector(), clock::ageOf)
          .read(job, pods.stream().findFirst(), pod -> planOf(job), () -> warnings(job));
    } catch (IllegalStateException | NoSuchElementException | NullPointerException odd) {
      // A Job or a pod under a probe's name that the operator did not create in this form.
      return ProbeFaults.ProbeChanged.because("it cannot be read (%s)".formatted(odd));
    }
  }

  Duration age(Job job) {
    return clock.ageOf(job);
  }

  static boolean isRunning(JobOutcome outcome) {
    return outcome instanceof JobOutcome.Pending;
  }

  /** Whether a Job exists that has not ended. */
  boolean isRunning(String name, Context<EsgInstance> context) {
    return read(name, context).filter(ProbeRuns::isRunning).isPresent();
  }

  /** If the Job exists already, an earlier pass or another leader has created the same one. */
  private JobOutcome start(Job desired, EsgInstance instance) {
    if (!isOfNow(instance)) {
      return new JobOutcome.Pending();
    }
    try {
      client.resource(desired).create();
      return new JobOutcome.Pending();
    } catch (KubernetesClientException refused) {
      if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return taken(desired, instance);
      }
      if (!Refusals.isForGood(refused)) {
        throw refused;
      }
      return ProbeRefusal.by(refused.getMessage());
    }
  }

  /** A Job of that name that is not the operator's own is never read as one. */
  private JobOutcome taken(Job desired, EsgInstance instance) {
    String name = desired.getMetadata().getName();
    boolean foreign =
        client
            .batch()
            .v1()
            .jobs()
            .inNamespace(desired.getMetadata().getNamespace())
            .withField("metadata.name", name)
            .list()
            .getItems()
            .stream()
            .anyMatch(job -> !Ownership.isMadeFor(instance, job));
    return foreign ? ProbeFaults.ProbeNameTaken.because(name) : new JobOutcome.Pending();
  }

  /** The instance's Jobs in the informers; Jobs of others may have some of its marks. */
  static Stream<Job> jobs(Context<EsgInstance> context) {
    return context
        .getSecondaryResourcesAsStream(Job.class)
        .filter(job -> Ownership.isMadeFor(context.getPrimaryResource(), job));
  }

  /**
   * Whether the instance is unchanged since it was read. If two replicas lead for a moment, the
   * outdated one would create Jobs that the other has read and deleted, and delete Jobs that the
   * other has just created.
   */
  boolean isOfNow(EsgInstance instance) {
    return Optional.ofNullable(client.resource(instance).get())
        .map(now -> now.getMetadata().getResourceVersion())
        .equals(Optional.ofNullable(instance.getMetadata().getResourceVersion()));
  }

  private static Optional<Job> job(String name, Context<EsgInstance> context) {
    return jobs(context).filter(job -> name.equals(job.getMetadata().getName())).findFirst();
  }

  /** The addresses of a Job's pod, once its container is ready. */
  static List<String> answeringAt(String job, Context<EsgInstance> context) {
    return job(job, context).stream()
        .flatMap(one -> pods(one, context).stream())
        .map(Pod::getStatus)
        .filter(status -> status.getContainerStatuses().stream().anyMatch(ProbeRuns::answers))
        .flatMap(status -> status.getPodIPs().stream())
        .map(PodIP::getIp)
        .toList();
  }

  /** The node of a Job's pod; empty while no node has taken one. */
  static Optional<String> nodeOf(String job, Context<EsgInstance> context) {
    return job(job, context).stream()
        .flatMap(one -> pods(one, context).stream())
        .map(pod -> pod.getSpec().getNodeName())
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static boolean answers(ContainerStatus container) {
    return ProbeJobs.CONTAINER.equals(container.getName()) && container.getReady();
  }

  private static List<Pod> pods(Job job, Context<EsgInstance> context) {
    return new JobPods(job).among(context.getSecondaryResourcesAsStream(Pod.class));
  }

  /** An account that may write Events in the namespace may write any number about a Job. */
  private List<String> warnings(Job job) {
    return PagedList.first(
            MOST_WARNINGS,
            client
                .v1()
                .events()
                .inNamespace(job.getMetadata().getNamespace())
                .withField("involvedObject.uid", job.getMetadata().getUid())
                .withField("reason", FAILED_CREATE))
        .stream()
        .filter(event -> FAILED_CREATE.equals(event.getReason()))
        .map(Event::getMessage)
        .toList();
  }

  /** The pod's own plan is in its Job; the current plan may differ from it. */
  private ProbePlan planOf(Job job) {
    String plan =
        job.getSpec().getTemplate().getSpec().getContainers().stream()
            .filter(container -> ProbeJobs.CONTAINER.equals(container.getName()))
            .flatMap(container -> container.getEnv().stream())
            .filter(variable -> ProbeJobs.PLAN.equals(variable.getName()))
            .map(variable -> variable.getValue())
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();
    try {
      return JSON.readValue(plan, ProbePlan.class);
    } catch (JsonProcessingException changed) {
      throw new IllegalStateException("the plan of Job " + job.getMetadata().getName(), changed);
    }
  }
}
