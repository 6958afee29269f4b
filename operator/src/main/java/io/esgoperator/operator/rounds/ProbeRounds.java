package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.api.v1alpha1.Policy.Enforcement;
import io.esgoperator.audit.PodPolicies;
import io.esgoperator.audit.StandIn;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.PathReading;
import io.esgoperator.diagnose.ToldResolvers;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.model.Durations;
import io.esgoperator.model.Family;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.operator.cluster.ClusterView;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.plan.ProbePlans;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs rounds of probes: starts the Jobs of a due round, reads their results, and deletes Jobs that
 * were read.
 */
public final class ProbeRounds {
  /** Time to read a finished round; after it, the round's place is free in any case. */
  static final Duration CLEARING = Duration.ofSeconds(30);

  private final KubernetesClient client;
  private final ClusterView cluster;
  private final ProbeJobs jobs;
  private final ProbeRuns runs;
  private final RoundGate gate;
  private final Clock clock;

  public ProbeRounds(
      KubernetesClient client,
      ClusterView cluster,
      ProbeJobs jobs,
      ProbeRuns runs,
      RoundGate gate,
      Clock clock) {
    this.client = client;
    this.cluster = cluster;
    this.jobs = jobs;
    this.runs = runs;
    this.gate = gate;
    this.clock = clock;
  }

  Turn turn(EsgInstance instance, Round round, Context<EsgInstance> context) {
    if (!round.isDue(clock.instant())) {
      return new Turn.Rest();
    }
    if (jobs(instance, round, context).findAny().isEmpty()) {
      return gate.enter(
              InstanceKey.of(instance), round.id(), ProbeJobs.deadline(instance).plus(CLEARING))
          .<Turn>map(Turn.Wait::new)
          .orElseGet(() -> new Turn.Act(Turn.Proof.Round));
    }
    return isUnderWay(instance, round, context)
        ? new Turn.Wait(ProbeRuns.LOOK_AGAIN)
        : new Turn.Act(Turn.Proof.Round);
  }

  /** The outbound Job is created last: if it exists, all Jobs of the round do. */
  private boolean isUnderWay(EsgInstance instance, Round round, Context<EsgInstance> context) {
    return runs.read(round.job(instance, ProbeJobs.OUTBOUND), context)
        .filter(
            outbound ->
                ProbeRuns.isRunning(outbound)
                    || runs.isRunning(round.job(instance, ProbeJobs.INBOUND), context))
        .isPresent();
  }

  /** Advances the round by one step; it must be the round's turn. */
  Step<FinishedRound> advance(
      EsgInstance instance,
      Round round,
      HostAddresses hosts,
      Gateway gateway,
      Context<EsgInstance> context) {
    PodPolicies policies = cluster.policies(instance, gateway);
    ProbePlans plans =
        ProbePlans.of(
            instance.getSpec(),
            Durations.parse(instance.getSpec().probe().timeout()),
            hosts,
            cluster.pods(instance, gateway, policies));
    Job entering = jobs.inbound(instance, round, runs.write(plans.inbound()), gateway.pods());
    JobOutcome inbound = runs.advance(plans.inbound(), entering, context);
    Job leaving = jobs.outbound(instance, round, runs.write(plans.outbound()), gateway.pods());
    JobOutcome outbound = runs.advance(plans.outbound(), leaving, context);
    if (outbound instanceof JobOutcome.Pending || inbound instanceof JobOutcome.Pending) {
      return new Step.Pending<>(ProbeRuns.LOOK_AGAIN);
    }
    gate.leave(InstanceKey.of(instance));
    BoundOtherwise other =
        new BoundOtherwise(
            instance.getSpec(), new StandIn(policies, made(leaving, instance, round, context)));
    return new Step.Finished<>(
        new FinishedRound(
            round.job(instance, ProbeJobs.OUTBOUND),
            round.specHash(),
            round.requested(),
            started(instance, round, context),
            other.withoutCanary(plans.outbound(), outbound),
            inbound,
            Stream.concat(plans.gaps().stream(), other.gaps(plans.outbound(), outbound)).toList(),
            new PolicyReview(cluster)
                .of(instance, hosts, gateway, plans.outbound(), outbound, policies),
            ToldResolvers.of(outbound, policies, address -> shouldBeOpen(instance, address)),
            entering(instance, plans.inbound(), podLabels(entering), policies)));
  }

  /** The labels of the pod as it was made; a policy may look at another one since. */
  private static Map<String, String> made(
      Job desired, EsgInstance instance, Round round, Context<EsgInstance> context) {
    return jobs(instance, round, context)
        .filter(job -> job.getMetadata().getName().equals(desired.getMetadata().getName()))
        .flatMap(job -> Stream.ofNullable(job.getSpec()))
        .flatMap(spec -> Stream.ofNullable(spec.getTemplate()))
        .flatMap(template -> Stream.ofNullable(template.getMetadata()))
        .flatMap(metadata -> Stream.ofNullable(metadata.getLabels()))
        .findFirst()
        .orElseGet(() -> podLabels(desired));
  }

  private static Map<String, String> podLabels(Job job) {
    return job.getSpec().getTemplate().getMetadata().getLabels();
  }

  /** The reading of the policies for the pod with these labels that asks the inbound paths. */
  private static List<PathReading> entering(
      EsgInstance instance, ProbePlan plan, Map<String, String> labels, PodPolicies policies) {
    return plan.paths().stream()
        .flatMap(
            path ->
                DeclaredPaths.transport(instance.getSpec(), path.name()).stream()
                    .flatMap(
                        transport ->
                            PathReading.of(
                                path,
                                peer ->
                                    policies.readEntering(
                                        labels,
                                        transport,
                                        peer.port(),
                                        Family.ofLiteral(peer.address())))))
        .toList();
  }

  /** The policy opens an address only after the round that reported it first. */
  private static boolean shouldBeOpen(EsgInstance instance, String resolver) {
    return instance.getSpec().policy().enforcement() == Enforcement.Audit
        || ClusterView.told(instance).contains(resolver);
  }

  /** Deletes Jobs that were read: their pods carry the gateway's labels and must not stay. */
  void clearAway(EsgInstance instance, Round round, Context<EsgInstance> context) {
    List<Job> done =
        ProbeRuns.jobs(context)
            .filter(job -> job.getMetadata().getDeletionTimestamp() == null)
            .filter(job -> !isOf(instance, round, job))
            .filter(job -> !ControlProbe.isAwaited(instance, job))
            .filter(job -> !InboundCanary.isAwaited(instance, job, clock.instant()))
            .toList();
    if (!done.isEmpty() && runs.isOfNow(instance)) {
      done.forEach(
          job ->
              client.resource(job).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete());
    }
  }

  private static boolean isOf(EsgInstance instance, Round round, Job job) {
    String name = job.getMetadata().getName();
    return name.equals(round.job(instance, ProbeJobs.OUTBOUND))
        || name.equals(round.job(instance, ProbeJobs.INBOUND));
  }

  private Instant started(EsgInstance instance, Round round, Context<EsgInstance> context) {
    Instant now = clock.instant();
    return jobs(instance, round, context)
        .map(runs::age)
        .max(Duration::compareTo)
        .map(now::minus)
        .orElse(now);
  }

  private static Stream<Job> jobs(EsgInstance instance, Round round, Context<EsgInstance> context) {
    return ProbeRuns.jobs(context).filter(job -> isOf(instance, round, job));
  }
}
