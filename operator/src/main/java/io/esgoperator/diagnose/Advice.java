package io.esgoperator.diagnose;

/**
 * What to change about a path that is not open.
 *
 * @param sentences each with a space before it; may be empty
 * @param atTheFirewall whether it points to something outside of the cluster
 */
public record Advice(String sentences, boolean atTheFirewall) {
  public static final Advice NONE = new Advice("", false);

  /** Whether it helps against this culprit; the name may be null. */
  boolean isFor(String culprit) {
    return !atTheFirewall || culprit == null || Culprits.isBeyondTheCluster(culprit);
  }
}
