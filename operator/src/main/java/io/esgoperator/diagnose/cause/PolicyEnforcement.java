package io.esgoperator.diagnose.cause;

import io.esgoperator.api.v1alpha1.ConditionState;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus.Found;
import io.esgoperator.model.Direction;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether this cluster enforces policies, tested at ports that the policy closes. */
public final class PolicyEnforcement {
  private PolicyEnforcement() {}

  /**
   * Judges the results of all canaries. One open port outweighs everything; silence proves nothing.
   */
  public static ConditionState of(List<Canary> canaries) {
    if (found(canaries, Found.Open).findAny().isPresent()) {
      return ConditionState.isFalse(
          "NotEnforced",
          "A test port that the policy closes stayed open "
              + found(canaries, Found.Open)
                  .map(PolicyEnforcement::where)
                  .collect(Collectors.joining(" and "))
              + ": this cluster's network plugin does not enforce NetworkPolicies, or not for this namespace, or leaves a"
              + " new pod unprotected for more than 20 seconds (look at its log).");
    }
    if (found(canaries, Found.Closed).findAny().isPresent()) {
      return ConditionState.isTrue(
          "Enforced",
          "NetworkPolicies work here: a test port that the policy closes is blocked "
              + found(canaries, Found.Closed)
                  .map(
                      canary ->
                          where(canary) + " by " + canary.reason().name().toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(", "))
              + ", while a pod that no policy stops gets through."
              + found(canaries, Found.Unknown)
                  .map(
                      canary ->
                          " Not shown %s: %s.".formatted(where(canary).trim(), canary.reason()))
                  .collect(Collectors.joining()));
    }
    return canaries.stream()
        .findFirst()
        .map(canary -> ConditionState.isUnknown(canary.reason().name(), canary.message()))
        .orElseGet(
            () ->
                ConditionState.isUnknown(
                    Reason.NotTried.name(),
                    "No canary was sent in the last round: when it began, no policy closed a port to the gateway at which that shows."));
  }

  private static Stream<Canary> found(List<Canary> canaries, Found found) {
    return canaries.stream().filter(canary -> canary.found() == found);
  }

  private static String where(Canary canary) {
    return (canary.direction() == Direction.Outbound ? "for the gateway" : "at the gateway")
        + (canary.family() == null ? "" : " over " + canary.family());
  }
}
