package io.esgoperator.api.v1alpha1;

/**
 * What a condition says.
 *
 * @param reason CamelCase; open-ended, since cluster and administrator add theirs
 * @param message what was seen, and what to change
 */
public record ConditionState(Status status, String reason, String message) {
  /** As Kubernetes spells it. */
  public enum Status {
    True,
    False,
    Unknown
  }

  public static ConditionState isTrue(String reason, String message) {
    return new ConditionState(Status.True, reason, message);
  }

  public static ConditionState isFalse(String reason, String message) {
    return new ConditionState(Status.False, reason, message);
  }

  public static ConditionState isUnknown(String reason, String message) {
    return new ConditionState(Status.Unknown, reason, message);
  }
}
