package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.Policy.Enforcement;
import io.esgoperator.audit.PodPolicies;
import io.esgoperator.audit.ProbingPod;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.PathReading;
import io.esgoperator.diagnose.ToldResolvers;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.operator.cluster.ClusterView;
import io.esgoperator.operator.cluster.GatewayTurn;
import io.esgoperator.operator.turns.RoundGate;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.plan.ProbePlans;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
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
record ProbeRounds(
    KubernetesClient client,
    ClusterView cluster,
    ProbeJobs jobs,
    ProbeRuns runs,
    RoundGate gate,
    Clock clock) {
  Step due(Pass pass) {
    if (!pass.round().isDue(clock.instant())) {
      return new Step.Rest();
    }
    if (jobs(pass).findAny().isEmpty()) {
      return gate.enter(
              pass.wanted(pass.round().id(), pass.round().due(), pass.asksPublicServers()))
          .<Step>map(Step.Wait::new)
          .orElseGet(() -> new Step.Act(Step.Proof.Round));
    }
    return isUnderWay(pass) ? new Step.Wait(ProbeRuns.LOOK_AGAIN) : new Step.Act(Step.Proof.Round);
  }

  /** The outbound Job is created last: if it exists, all Jobs of the round do. */
  private boolean isUnderWay(Pass pass) {
    return runs.read(pass.job(ProbeJobs.OUTBOUND), pass.context())
        .filter(
            outbound ->
                ProbeRuns.isRunning(outbound)
                    || runs.isRunning(pass.job(ProbeJobs.INBOUND), pass.context()))
        .isPresent();
  }

  /** Advances the round; it must be the round's time to act. */
  Step advance(Pass pass) {
    EsgInstance instance = pass.instance();
    PodPolicies policies = cluster.policies(instance, pass.hosts(), pass.gateway());
    ProbePlans plans = cluster.plans(instance, pass.hosts(), pass.gateway(), policies);
    List<Pod> gatewayPods = pass.gateway().pods();
    JobOutcome inbound =
        runs.advance(
            plans.inbound(),
            jobs.inbound(instance, pass.round(), runs.write(plans.inbound()), gatewayPods),
            pass.context());
    JobOutcome outbound =
        runs.advance(
            plans.outbound(),
            jobs.outbound(instance, pass.round(), runs.write(plans.outbound()), gatewayPods),
            pass.context());
    if (outbound instanceof JobOutcome.Pending || inbound instanceof JobOutcome.Pending) {
      return new Step.Wait(ProbeRuns.LOOK_AGAIN);
    }
    left(
        pass,
        Map.of(
            pass.job(ProbeJobs.OUTBOUND), outbound,
            pass.job(ProbeJobs.INBOUND), inbound));
    String asking = nodeOf(pass, ProbeJobs.INBOUND);
    BoundOtherwise other =
        new BoundOtherwise(instance.getSpec(), new ProbingPod(policies, made(pass)));
    return new Step.Done(
        new FinishedRound(
            pass.job(ProbeJobs.OUTBOUND),
            pass.round().specHash(),
            pass.round().requested(),
            started(pass),
            other.withoutCanary(plans.outbound(), outbound),
            LocalServices.of(pass.gateway(), asking).leftOut(PodsGone.of(pass).leftOut(inbound)),
            Stream.concat(plans.gaps().stream(), other.gaps(plans.outbound(), outbound)).toList(),
            new PolicyReview(cluster)
                .of(instance, pass.hosts(), pass.gateway(), plans.outbound(), outbound, policies),
            ToldResolvers.of(outbound, policies, address -> shouldBeOpen(instance, address)),
            Stream.concat(
                    inboundReadings(
                        instance,
                        plans.inbound(),
                        jobs.labels(instance, ProbeJobs.INBOUND, gatewayPods),
                        policies),
                    plans.outbound().paths().stream()
                        .flatMap(path -> ControlProbe.readings(instance, policies, path)))
                .toList(),
            ClusterView.part(instance, pass.gateway(), nodeOf(pass, ProbeJobs.OUTBOUND), asking)));
  }

  /** Gives the round's place back, and says how soon its probes asked: that shows the load. */
  private void left(Pass pass, Map<String, JobOutcome> outcomes) {
    jobs(pass)
        .map(job -> runs.age(job).minus(asked(outcomes.get(job.getMetadata().getName()))))
        .max(Duration::compareTo)
        .ifPresentOrElse(start -> gate.leave(pass.key(), start), () -> gate.leave(pass.key()));
  }

  /** How long a probe asked; one without a report is taken for one that never did. */
  private static Duration asked(JobOutcome outcome) {
    return outcome instanceof JobOutcome.Reported reported
        ? Duration.ofMillis(reported.report().durationMillis())
        : Duration.ZERO;
  }

  /** The node of a part's pod; the one whose turn it was where no node took the pod. */
  private static String nodeOf(Pass pass, String part) {
    return ProbeRuns.nodeOf(pass.job(part), pass.context())
        .or(
            () ->
                new GatewayTurn(pass.instance(), pass.gateway().readyPods())
                    .nodes().stream().findFirst())
        .orElse(null);
  }

  /** The labels of the outbound pod as it was made; a policy may look at another one since. */
  private Map<String, String> made(Pass pass) {
    return jobs(pass)
        .filter(job -> job.getMetadata().getName().equals(pass.job(ProbeJobs.OUTBOUND)))
        .flatMap(job -> Stream.ofNullable(job.getSpec()))
        .flatMap(spec -> Stream.ofNullable(spec.getTemplate()))
        .flatMap(template -> Stream.ofNullable(template.getMetadata()))
        .flatMap(metadata -> Stream.ofNullable(metadata.getLabels()))
        .findFirst()
        .orElseGet(() -> jobs.labels(pass.instance(), ProbeJobs.OUTBOUND, pass.gateway().pods()));
  }

  /** The reading of the policies for the pod with these labels that asks the inbound paths. */
  private static Stream<PathReading> inboundReadings(
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
                                        labels, transport, peer.port(), peer.family()))));
  }

  /** The policy opens an address only after the round that reported it first. */
  private static boolean shouldBeOpen(EsgInstance instance, String resolver) {
    return instance.getSpec().policy().enforcement() == Enforcement.Audit
        || ClusterView.told(instance).contains(resolver);
  }

  /** Deletes Jobs that were read: their pods carry the gateway's labels and must not stay. */
  void clearAway(Pass pass) {
    EsgInstance instance = pass.instance();
    List<Job> done =
        ProbeRuns.jobs(pass.context())
            .filter(job -> job.getMetadata().getDeletionTimestamp() == null)
            .filter(job -> !isOf(pass, job))
            .filter(job -> !ControlProbe.isAwaited(instance, job))
            .filter(job -> !InboundCanary.isAwaited(instance, job, clock.instant()))
            .filter(job -> !NamesProbe.isAwaited(instance, job, clock.instant()))
            .toList();
    if (!done.isEmpty() && runs.isOfNow(instance)) {
      done.forEach(
          job ->
              client.resource(job).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete());
    }
  }

  private static boolean isOf(Pass pass, Job job) {
    String name = job.getMetadata().getName();
    return name.equals(pass.job(ProbeJobs.OUTBOUND)) || name.equals(pass.job(ProbeJobs.INBOUND));
  }

  private Instant started(Pass pass) {
    Instant now = clock.instant();
    return jobs(pass).map(runs::age).max(Duration::compareTo).map(now::minus).orElse(now);
  }

  private static Stream<Job> jobs(Pass pass) {
    return ProbeRuns.jobs(pass.context()).filter(job -> isOf(pass, job));
  }
}
