package io.esgoperator.diagnose;

import io.esgoperator.diagnose.cause.PolicyRemarks;
import io.esgoperator.probe.plan.ProbePlans;
import java.time.Instant;
import java.util.List;

/**
 * A round of probes that has ended.
 *
 * @param job the Job with the gateway's labels
 * @param specHash of the spec that it tested
 * @param requested value of the annotation that requested it; may be null
 * @param gaps paths that it could not judge
 * @param remarks on the policies on the gateway
 * @param resolvers the DNS servers of the gateway's pods
 * @param readings what the text of the policies on the gateway says of its paths; on an inbound
 *     one, to the pod that asked it
 * @param part of the gateway that it is about
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
    List<PathReading> readings,
    GatewayPart part)
    implements Proved {
  /** How long the policy took to take effect on the gateway's probe; null without a canary. */
  public Long settleMillis() {
    return outbound instanceof JobOutcome.Reported reported && reported.report().settleMillis() >= 0
        ? reported.report().settleMillis()
        : null;
  }
}
