package io.esgoperator.diagnose;

import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.audit.StaticReading;
import io.esgoperator.model.Direction;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbeReport;
import java.util.Optional;

/**
 * A pod to which nothing at all came back, its own DNS servers included: it may have no network yet
 * (calico#9706). It proves a closed path only where the round's other pod, which starts at the same
 * time on the same node, has a network, or where policies close the path by their text: an engine
 * that drops is as silent.
 *
 * @param outcome of the pod
 * @param beside of the round's other pod
 * @param oneNode whether both pods are known to have run on one node
 */
record NothingReached(JobOutcome outcome, JobOutcome beside, boolean oneNode) {
  static NothingReached of(FinishedRound round, Direction direction) {
    boolean inbound = direction == Direction.Inbound;
    return new NothingReached(
        inbound ? round.inbound() : round.outbound(),
        inbound ? round.outbound() : round.inbound(),
        round.part().isAskedFromOneNode());
  }

  /** The judgement on one of the pod's paths. */
  Judgement inTheLightOf(PathReport report, Optional<StaticReading> reading, Judgement itself) {
    return outcome instanceof JobOutcome.Reported reported
            && reported.report().alone()
            && report.isAsked()
            && !(oneNode && hasNetwork(beside))
            && reading.filter(policies -> policies.kind() == StaticReading.Kind.Closed).isEmpty()
        ? new Judgement(Verdict.Unknown, null, Reason.NothingReached, message(reported.report()))
        : itself;
  }

  private static boolean hasNetwork(JobOutcome outcome) {
    return outcome instanceof JobOutcome.Reported reported && !reported.report().alone();
  }

  private static String message(ProbeReport report) {
    return "The probe's pod reached nothing at all, not even its DNS server %s: its network may not have been set up, or everything is closed to it. If the next rounds say so too, look at the network plugin on its node, then at policies and the firewall."
        .formatted(String.join(", ", report.nameservers()));
  }
}
