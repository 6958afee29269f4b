package io.esgoperator.netpol.rule;

import io.esgoperator.netpol.world.Labels;

/**
 * A pod as selectors see it. Pods with the same labels in the same namespace share one identity, so
 * that each result is computed once for all of them.
 *
 * @param number its position among all of one index
 */
public record Identity(int number, String namespace, Labels namespaceLabels, Labels labels) {
  static final int UNLISTED = Integer.MAX_VALUE;

  /** Whether it is of a pod that is not among the world's. */
  public boolean isUnlisted() {
    return number == UNLISTED;
  }

  /** The number tells the identities of an index apart. */
  @Override
  public int hashCode() {
    return number;
  }
}
