package io.esgoperator.status;

import java.util.List;

/**
 * What the pod without the gateway's labels found on the paths that were closed to the gateway.
 *
 * @param outcome of its Job
 * @param policies NetworkPolicies besides the instance's own that bind the gateway's outbound
 *     traffic
 */
public record ControlRound(JobOutcome outcome, List<String> policies) {
  /** For the status: that it was read, or why it says nothing. */
  String state() {
    return outcome instanceof JobOutcome.Faulted faulted ? faulted.reason() : "Read";
  }
}
