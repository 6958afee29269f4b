package io.esgoperator.api.v1alpha1;

/** The state of a path. Only {@code Open} is good, and {@code Unknown} has no culprit. */
public enum Verdict {
  Open,
  Unknown,
  /** Some of the declared ends are open, and some are not. */
  Partial,
  Unstable,
  Tampered,
  Refused,
  Blocked;

  /** Whether the verdict says that the path does not work as declared. */
  public boolean isBad() {
    return this != Open && this != Unknown;
  }

  /** Whether what the path is for works, if not at each end. */
  public boolean works() {
    return this == Open || this == Partial;
  }
}
