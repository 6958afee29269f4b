package io.esgoperator.diagnose.cause;

import io.esgoperator.api.v1alpha1.Culprit;

/**
 * What to change about a path that is not open.
 *
 * @param sentences may be empty
 * @param atTheFirewall whether it points to something outside of the cluster
 */
public record Advice(String sentences, boolean atTheFirewall) {
  public static final Advice NONE = new Advice("", false);

  /** Whether it helps against this culprit, which may be null. */
  public boolean isFor(Culprit culprit) {
    return !atTheFirewall || culprit == null || culprit.liesBeyondTheCluster();
  }
}
