package io.esgoperator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.LastProbe;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.catalog.Direction;
import io.esgoperator.diagnose.Verdict;
import io.esgoperator.policy.EgressPolicies;
import io.esgoperator.policy.Gateway;
import io.esgoperator.policy.HostAddresses;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbePlans;
import io.esgoperator.status.ControlRound;
import io.esgoperator.status.JobOutcome;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * After a round that found outbound paths closed, asks the same peers from a pod without the
 * gateway's labels: who gets through from there is not shut out by the firewall.
 */
final class ControlProbe {
  private final ClusterView cluster;
  private final ProbeJobs jobs;
  private final ProbeRuns runs;

  ControlProbe(ClusterView cluster, ProbeJobs jobs, ProbeRuns runs) {
    this.cluster = cluster;
    this.jobs = jobs;
    this.runs = runs;
  }

  /** Takes the control of the last round one step further. */
  ControlStep advance(
      EsgInstance instance, HostAddresses hosts, Gateway gateway, Context<EsgInstance> context) {
    Set<String> suspects = suspects(instance.getStatus());
    if (suspects.isEmpty()) {
      return new ControlStep.NotNeeded();
    }
    ProbePlan plan = plan(instance, hosts, gateway, suspects);
    Job job =
        jobs.control(
            instance, jobName(instance.getStatus().lastProbe()), runs.write(plan), gateway.pods());
    EgressPolicies others = cluster.otherPolicies(instance, gateway);
    List<String> binding = others.on(job.getSpec().getTemplate().getMetadata().getLabels());
    JobOutcome outcome =
        binding.isEmpty()
            ? runs.advance(plan, job, context)
            : new JobOutcome.Faulted(
                "ControlBound",
                "NetworkPolicy " + binding.get(0) + " binds the control probe, too.");
    return outcome instanceof JobOutcome.Pending
        ? new ControlStep.Pending(ProbeRuns.LOOK_AGAIN)
        : new ControlStep.Finished(new ControlRound(outcome, others.onGateway()));
  }

  /** Whether the Job is the control of a round that was not controlled yet. */
  static boolean isAwaited(EsgInstance instance, Job job) {
    return !suspects(instance.getStatus()).isEmpty()
        && jobName(instance.getStatus().lastProbe()).equals(job.getMetadata().getName());
  }

  private static Set<String> suspects(EsgInstanceStatus status) {
    return status == null || status.lastProbe() == null || status.lastProbe().control() != null
        ? Set.of()
        : status.paths().stream()
            .filter(row -> Direction.Outbound.name().equals(row.direction()))
            .filter(row -> isSteadilyBad(Verdict.valueOf(row.verdict())))
            .map(PathStatus::name)
            .collect(Collectors.toSet());
  }

  /** Of a path that comes and goes a later control would tell nothing. */
  private static boolean isSteadilyBad(Verdict verdict) {
    return verdict.isBad() && verdict != Verdict.Unstable;
  }

  private static String jobName(LastProbe last) {
    return last.job().replaceFirst(ProbeJobs.OUTBOUND + "$", ProbeJobs.CONTROL);
  }

  private ProbePlan plan(
      EsgInstance instance, HostAddresses hosts, Gateway gateway, Set<String> suspects) {
    ProbePlan whole =
        ProbePlans.of(
                instance.getSpec(),
                Durations.parse(instance.getSpec().probe().timeout()),
                hosts,
                cluster.pods(instance, gateway))
            .outbound();
    List<ProbePlan.PlannedPath> paths =
        whole.paths().stream().filter(path -> suspects.contains(path.name())).toList();
    return new ProbePlan(
        whole.version(),
        whole.timeoutMillis(),
        whole.anyCertificate(),
        whole.trustedCertificates(),
        paths);
  }
}
