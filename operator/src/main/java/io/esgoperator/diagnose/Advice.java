package io.esgoperator.diagnose;

/**
 * What to change about a path that is not open.
 *
 * @param sentences each with a space before it; empty for nothing
 * @param atTheFirewall whether it sends the reader out of the cluster
 */
public record Advice(String sentences, boolean atTheFirewall) {
  public static final Advice NONE = new Advice("", false);

  /** Whether it helps against a culprit of this name, who may be null. */
  boolean isFor(String culprit) {
    return !atTheFirewall || culprit == null || Culprits.isBeyondTheCluster(culprit);
  }
}
