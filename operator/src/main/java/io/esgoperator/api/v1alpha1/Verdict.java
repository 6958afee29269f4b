package io.esgoperator.api.v1alpha1;

/** The state of a path. Only {@code Open} is good, and {@code Unknown} has no culprit. */
public enum Verdict {
  Open,
  Unknown,
  Unstable,
  Tampered,
  Refused,
  Blocked;

  /** Whether the verdict says that the path does not work as declared. */
  public boolean isBad() {
    return this != Open && this != Unknown;
  }
}
