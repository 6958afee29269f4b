package io.esgoperator.status;

import io.esgoperator.probe.ProbePlans;
import java.time.Instant;
import java.util.List;

/**
 * A round of probes that ended.
 *
 * @param job the Job with the gateway's labels
 * @param specHash of the spec that it was about
 * @param requested value of the annotation that asked for it; may be null
 * @param gaps paths that it could not judge
 * @param remarks on the policies on the gateway
 * @param resolvers whom the gateway's pods are told to ask for names
 * @param entering what the policies on the gateway say of the pod that asked the inbound paths
 */
public record FinishedRound(
    String job,
    String specHash,
    String requested,
    Instant started,
    JobOutcome outbound,
    JobOutcome inbound,
    List<ProbePlans.Gap> gaps,
    PolicyRemarks remarks,
    ToldResolvers resolvers,
    List<PathReading> entering) {
  /** Whether the probes did not do their work, so that another round should come soon. */
  public boolean isFaulty() {
    return outbound instanceof JobOutcome.Faulted || inbound instanceof JobOutcome.Faulted;
  }

  /** How long the policy took to bind the gateway's probe; null where no canary was sent. */
  Long settleMillis() {
    return outbound instanceof JobOutcome.Reported reported && reported.report().settleMillis() >= 0
        ? reported.report().settleMillis()
        : null;
  }
}
