package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.audit.PodPolicies;
import io.esgoperator.audit.StaticReading;
import io.esgoperator.diagnose.ControlRound;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.Judge;
import io.esgoperator.diagnose.PathReading;
import io.esgoperator.diagnose.cause.UnenforcedDenial;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Transport;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.operator.cluster.ClusterView;
import io.esgoperator.operator.turns.RoundGate;
import io.esgoperator.probe.ProbePlan;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * After a round with closed outbound paths, asks the same peers from a pod without the gateway's
 * labels. If that pod gets through, the firewall does not close the path.
 */
record ControlProbe(ClusterView cluster, ProbeJobs jobs, ProbeRuns runs, RoundGate gate) {
  Step due(Pass pass) {
    EsgInstance instance = pass.instance();
    if (suspects(instance.getStatus()).isEmpty()) {
      return new Step.Rest();
    }
    Optional<JobOutcome> job = runs.read(name(instance), pass.context());
    if (job.isEmpty()) {
      return gate.enter(
              pass.wanted(
                  name(instance),
                  instance.getStatus().lastProbe().time(),
                  pass.asksPublicServers()))
          .<Step>map(Step.Wait::new)
          .orElseGet(() -> new Step.Act(Step.Proof.Control));
    }
    return ProbeRuns.isRunning(job.get())
        ? new Step.Wait(ProbeRuns.LOOK_AGAIN)
        : new Step.Act(Step.Proof.Control);
  }

  /** Advances the control of the last round; it must be the control's time to act. */
  Step advance(Pass pass) {
    EsgInstance instance = pass.instance();
    Set<String> suspects = suspects(instance.getStatus());
    PodPolicies written = cluster.policies(instance, pass.hosts(), pass.gateway());
    ProbePlan whole = cluster.plans(instance, pass.hosts(), pass.gateway(), written).outbound();
    PodPolicies policies = enforced(instance, whole, written);
    ProbePlan suspected =
        whole.with(whole.paths().stream().filter(path -> suspects.contains(path.name())).toList());
    Map<String, String> labels = jobs.labels(instance, ProbeJobs.CONTROL, pass.gateway().pods());
    List<PolicyRef> isolating = policies.isolating(labels, Direction.Outbound);
    ProbePlan plan =
        suspected.with(
            suspected.paths().stream()
                .filter(path -> isolating.isEmpty())
                .filter(path -> isLeftAlone(instance, policies, labels, path))
                .toList());
    JobOutcome outcome =
        plan.paths().isEmpty() && !suspected.paths().isEmpty()
            ? bound(isolating)
            : runs.advance(
                plan,
                jobs.control(instance, name(instance), runs.write(plan), pass.gateway().pods()),
                pass.context());
    if (outcome instanceof JobOutcome.Pending) {
      return new Step.Wait(ProbeRuns.LOOK_AGAIN);
    }
    gate.leave(pass.key());
    return new Step.Done(
        new ControlRound(
            outcome,
            suspected.paths().stream().flatMap(path -> readings(instance, policies, path)).toList(),
            policies.notEvaluatedBeside(labels).stream().map(PolicyRef::title).toList()));
  }

  /** Whether the policies do not close a path to the pod without the gateway's labels. */
  private static boolean isLeftAlone(
      EsgInstance instance,
      PodPolicies policies,
      Map<String, String> labels,
      ProbePlan.PlannedPath path) {
    Transport transport = DeclaredPaths.transport(instance.getSpec(), path.name()).orElseThrow();
    return path.peers().stream()
        .noneMatch(
            peer ->
                policies
                        .readBeside(labels, Cidr.literal(peer.address()), transport, peer.port())
                        .kind()
                    == StaticReading.Kind.Closed);
  }

  private static JobOutcome bound(List<PolicyRef> isolating) {
    return new JobOutcome.Faulted(
        Reason.ControlBound,
        isolating.isEmpty()
            ? "What policies deny the gateway, they deny the control probe, too."
            : isolating.get(0).title() + " binds the control probe, too.");
  }

  /** What the policies on the gateway say of a declared outbound path; a canary is none. */
  static Stream<PathReading> readings(
      EsgInstance instance, PodPolicies policies, ProbePlan.PlannedPath path) {
    return DeclaredPaths.transport(instance.getSpec(), path.name()).stream()
        .flatMap(
            transport ->
                PathReading.of(
                    path,
                    peer -> policies.read(Cidr.literal(peer.address()), transport, peer.port())));
  }

  /** Whether the Job is the control of a round that has no control result yet. */
  static boolean isAwaited(EsgInstance instance, Job job) {
    return !suspects(instance.getStatus()).isEmpty()
        && name(instance).equals(job.getMetadata().getName());
  }

  private static String name(EsgInstance instance) {
    return ProbeJobs.siblingName(instance.getStatus().lastProbe(), ProbeJobs.CONTROL);
  }

  private static Set<String> suspects(EsgInstanceStatus status) {
    return status == null || status.lastProbe() == null || status.lastProbe().control() != null
        ? Set.of()
        : status.paths().stream()
            .filter(row -> row.direction() == Direction.Outbound)
            .filter(row -> isSteadilyBad(row.verdict()))
            .filter(row -> !Judge.isOfSomeNodes(row, status.lastProbe()))
            .map(PathStatus::name)
            .collect(Collectors.toSet());
  }

  /** A later control says nothing about an unstable path. */
  private static boolean isSteadilyBad(Verdict verdict) {
    return verdict.isBad() && verdict != Verdict.Unstable;
  }

  /** Without the policies that an open path shows not to be enforced. */
  private static PodPolicies enforced(EsgInstance instance, ProbePlan plan, PodPolicies policies) {
    return UnenforcedDenial.without(
        UnenforcedDenial.among(instance.getSpec(), plan, instance.getStatus()::isOpen, policies),
        policies);
  }
}
