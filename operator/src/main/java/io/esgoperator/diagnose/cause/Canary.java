package io.esgoperator.diagnose.cause;

import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus.Found;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.util.List;

/**
 * The result at a port that the policy closes, in one direction and family.
 *
 * @param direction of the connection that must fail, seen from the gateway
 * @param family null where no try was possible
 * @param reason how the cluster denies (Rejection or Silence), or why there is no result
 * @param message why there is no result; null where there is one
 */
public record Canary(
    Direction direction, Family family, Found found, Reason reason, String message) {
  /**
   * Judges tries. A failed try proves something only if another pod succeeds at the same port.
   *
   * @param bound results of the pods that the policy must stop, one a family
   * @param free results of the pods that no policy stops
   */
  public static List<Canary> of(
      Direction direction, List<PathReport> bound, List<PathReport> free) {
    return bound.stream().map(report -> of(direction, report, free)).toList();
  }

  private static Canary of(Direction direction, PathReport bound, List<PathReport> free) {
    if (bound.finding().connected()) {
      return new Canary(direction, bound.family(), Found.Open, Reason.Reached, null);
    }
    if (bound.finding().isFault()
        || free.stream()
            .noneMatch(
                report -> report.family() == bound.family() && report.finding().answered())) {
      return new Canary(
          direction,
          bound.family(),
          Found.Unknown,
          Reason.CanaryUnreachable,
          "No pod could reach the operator's own port, so it is unknown whether policies are enforced:"
              + " let pods of this namespace connect to the operator's health port.");
    }
    return new Canary(
        direction,
        bound.family(),
        Found.Closed,
        bound.finding() == Finding.NoAnswer ? Reason.Silence : Reason.Rejection,
        null);
  }

  /** No try was made, or the probe was broken. */
  public static Canary unknown(Direction direction, Reason reason, String message) {
    return new Canary(direction, null, Found.Unknown, reason, message);
  }
}
