package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.audit.ProbingPod;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Transport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.plan.ProbePlans;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The outbound paths about which a probe proves nothing, since it lacks a label of the gateway's at
 * which a policy looks: one that would give the probe something beside its policies.
 */
record BoundOtherwise(EsgInstanceSpec spec, ProbingPod probe) {
  /** None where the probe did not do its work, which is said of every path then. */
  Stream<ProbePlans.Gap> gaps(ProbePlan outbound, JobOutcome outcome) {
    return outcome instanceof JobOutcome.Reported ? gaps(outbound) : Stream.empty();
  }

  private Stream<ProbePlans.Gap> gaps(ProbePlan outbound) {
    Set<String> admitting = probe.admittingOne();
    return DeclaredPaths.of(spec).stream()
        .flatMap(
            declared ->
                outbound.paths().stream()
                    .filter(path -> path.name().equals(declared.name()))
                    .map(path -> policies(declared, path, admitting))
                    .filter(policies -> !policies.isEmpty())
                    .map(policies -> gap(declared, policies)));
  }

  private Set<String> policies(
      DeclaredPath declared, ProbePlan.PlannedPath path, Set<String> admitting) {
    Set<String> policies = tellingApart(path, declared.path().transport());
    if (!declared.anywhere()) {
      // A declared peer may be a pod, at which a policy of its own admits by labels.
      policies.addAll(admitting);
    }
    return policies;
  }

  private Set<String> tellingApart(ProbePlan.PlannedPath path, Transport transport) {
    return path.peers().stream()
        .flatMap(
            peer ->
                probe.tellingApart(Cidr.literal(peer.address()), transport, peer.port()).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private ProbePlans.Gap gap(DeclaredPath declared, Set<String> policies) {
    return new ProbePlans.Gap(
        declared.name(),
        Reason.BoundOtherwise,
        "The probe does not share label %s with the gateway's pods, and %s looks at it, so that the probe proves nothing here: have the policy look at another label, or put the gateway's label into spec.podSelector, whose labels probes carry."
            .formatted(String.join(", ", probe.lookedAt(policies)), String.join(", ", policies)));
  }

  /** The outcome without the port at which a policy lets the probe through and not the gateway. */
  JobOutcome withoutCanary(ProbePlan outbound, JobOutcome outcome) {
    boolean apart =
        outbound.paths().stream()
            .filter(path -> path.name().equals(ProbePlans.CANARY))
            .anyMatch(path -> !tellingApart(path, Transport.TCP).isEmpty());
    return apart && outcome instanceof JobOutcome.Reported reported
        ? new JobOutcome.Reported(
            reported.report().without(report -> report.path().equals(ProbePlans.CANARY)))
        : outcome;
  }
}
