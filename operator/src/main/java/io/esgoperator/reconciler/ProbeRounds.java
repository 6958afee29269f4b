package io.esgoperator.reconciler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.policy.Gateway;
import io.esgoperator.policy.HostAddresses;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbePlans;
import io.esgoperator.probe.TerminationMessage;
import io.esgoperator.status.FinishedRound;
import io.esgoperator.status.JobOutcome;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Carries rounds of probes forward: starts the Jobs of a due round, reads them, clears away what is
 * read.
 */
final class ProbeRounds {
  private static final Duration WHILE_PROBING = Duration.ofSeconds(2);
  private static final Duration CLEARING = Duration.ofSeconds(30);

  private final KubernetesClient client;
  private final ClusterView cluster;
  private final ProbeJobs jobs;
  private final RoundGate gate;
  private final Clock clock;
  private final ObjectMapper json = new ObjectMapper();
  private final TerminationMessage messages = new TerminationMessage();

  ProbeRounds(
      KubernetesClient client, ClusterView cluster, ProbeJobs jobs, RoundGate gate, Clock clock) {
    this.client = client;
    this.cluster = cluster;
    this.jobs = jobs;
    this.gate = gate;
    this.clock = clock;
  }

  /** Takes the round one step further. */
  RoundStep advance(
      EsgInstance instance,
      Round round,
      HostAddresses hosts,
      Gateway gateway,
      Context<EsgInstance> context) {
    clearAway(instance, round, context);
    if (!round.isDue(clock.instant())) {
      return new RoundStep.NotDue();
    }
    if (jobs(instance, round, context).findAny().isEmpty()) {
      Optional<Duration> queued =
          gate.enter(instance.getMetadata().getUid(), ProbeJobs.deadline(instance).plus(CLEARING));
      if (queued.isPresent()) {
        return new RoundStep.Pending(queued.get());
      }
    }
    ProbePlans plans =
        ProbePlans.of(
            instance.getSpec(),
            Durations.parse(instance.getSpec().probe().timeout()),
            hosts,
            cluster.pods(instance, gateway));
    JobOutcome outbound =
        step(
            plans.outbound(),
            jobs.outbound(instance, round, write(plans.outbound()), gateway.pods()),
            context);
    JobOutcome inbound =
        step(
            plans.inbound(),
            jobs.inbound(instance, round, write(plans.inbound()), gateway.pods()),
            context);
    if (outbound instanceof JobOutcome.Pending || inbound instanceof JobOutcome.Pending) {
      return new RoundStep.Pending(WHILE_PROBING);
    }
    gate.leave(instance.getMetadata().getUid());
    return new RoundStep.Finished(
        new FinishedRound(
            round.job(instance, ProbeJobs.OUTBOUND),
            round.specHash(),
            round.requested(),
            started(instance, round, context),
            outbound,
            inbound,
            plans.gaps()));
  }

  private JobOutcome step(ProbePlan plan, Job desired, Context<EsgInstance> context) {
    Optional<Job> actual = job(desired.getMetadata().getName(), context);
    if (actual.isEmpty()) {
      return plan.paths().isEmpty() ? new JobOutcome.NotNeeded() : start(desired);
    }
    Optional<Pod> pod = pod(actual.get(), context);
    ProbePlan planned = pod.map(this::planOf).orElse(plan);
    return new ProbeJobReading(messages, clock.instant())
        .read(actual.get(), pod, planned, () -> warnings(actual.get()));
  }

  /**
   * A Job that is there already was made by the pass before, or by another leader: both made the
   * same.
   */
  private JobOutcome start(Job desired) {
    try {
      client.resource(desired).create();
      return new JobOutcome.Pending();
    } catch (KubernetesClientException refused) {
      if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return new JobOutcome.Pending();
      }
      if (!Refusals.isForGood(refused)) {
        throw refused;
      }
      return ProbeFaults.ProbeNotCreated.because(refused.getMessage());
    }
  }

  /** Jobs of rounds that are read; their pods carry the gateway's labels and shall not linger. */
  private void clearAway(EsgInstance instance, Round round, Context<EsgInstance> context) {
    context
        .getSecondaryResourcesAsStream(Job.class)
        .filter(job -> job.getMetadata().getDeletionTimestamp() == null)
        .filter(job -> !isOf(instance, round, job))
        .forEach(
            job ->
                client
                    .resource(job)
                    .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                    .delete());
  }

  private static boolean isOf(EsgInstance instance, Round round, Job job) {
    String name = job.getMetadata().getName();
    return name.equals(round.job(instance, ProbeJobs.OUTBOUND))
        || name.equals(round.job(instance, ProbeJobs.INBOUND));
  }

  private Instant started(EsgInstance instance, Round round, Context<EsgInstance> context) {
    return jobs(instance, round, context)
        .map(job -> Instant.parse(job.getMetadata().getCreationTimestamp()))
        .min(Instant::compareTo)
        .orElseGet(clock::instant);
  }

  private static Stream<Job> jobs(EsgInstance instance, Round round, Context<EsgInstance> context) {
    return context
        .getSecondaryResourcesAsStream(Job.class)
        .filter(job -> isOf(instance, round, job));
  }

  private static Optional<Job> job(String name, Context<EsgInstance> context) {
    return context
        .getSecondaryResourcesAsStream(Job.class)
        .filter(job -> name.equals(job.getMetadata().getName()))
        .findFirst();
  }

  private static Optional<Pod> pod(Job job, Context<EsgInstance> context) {
    return context
        .getSecondaryResourcesAsStream(Pod.class)
        .filter(pod -> pod.hasOwnerReferenceFor(job))
        .findFirst();
  }

  private List<String> warnings(Job job) {
    return client
        .v1()
        .events()
        .inNamespace(job.getMetadata().getNamespace())
        .withField("involvedObject.uid", job.getMetadata().getUid())
        .list()
        .getItems()
        .stream()
        .filter(event -> "FailedCreate".equals(event.getReason()))
        .map(Event::getMessage)
        .toList();
  }

  private String write(ProbePlan plan) {
    try {
      return json.writeValueAsString(plan);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a plan is plain data", impossible);
    }
  }

  /** The plan by which a pod works stands in its own spec; the one of now may ask others. */
  private ProbePlan planOf(Pod pod) {
    String plan =
        pod.getSpec().getContainers().stream()
            .filter(container -> ProbeJobs.CONTAINER.equals(container.getName()))
            .flatMap(container -> container.getEnv().stream())
            .filter(variable -> ProbeJobs.PLAN.equals(variable.getName()))
            .map(variable -> variable.getValue())
            .findFirst()
            .orElseThrow();
    try {
      return json.readValue(plan, ProbePlan.class);
    } catch (JsonProcessingException changed) {
      throw new IllegalStateException("the plan of pod " + pod.getMetadata().getName(), changed);
    }
  }
}
