package io.esgoperator.netpol.rule;

import io.esgoperator.netpol.world.Labels;

/**
 * A pod as selectors see it. Pods with the same labels in the same namespace share one identity, so
 * that each result is computed once for all of them.
 */
public final class Identity {
  static final int UNLISTED = Integer.MAX_VALUE;

  /** Its position among all of one index. */
  private final int number;

  private final String namespace;
  private final Labels namespaceLabels;
  private final Labels labels;

  Identity(int number, String namespace, Labels namespaceLabels, Labels labels) {
    this.number = number;
    this.namespace = namespace;
    this.namespaceLabels = namespaceLabels;
    this.labels = labels;
  }

  /** Whether it is of a pod that is not among the world's. */
  public boolean isUnlisted() {
    return number == UNLISTED;
  }

  int number() {
    return number;
  }

  public String namespace() {
    return namespace;
  }

  Labels namespaceLabels() {
    return namespaceLabels;
  }

  Labels labels() {
    return labels;
  }
}
