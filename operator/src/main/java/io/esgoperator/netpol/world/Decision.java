package io.esgoperator.netpol.world;

/** What the policies' text decides for a connection. */
public enum Decision {
  Allowed,
  Denied,
  /** It depends on facts that the snapshot lacks, or on behaviour that no API defines. */
  Unclear;

  /** The decision of two ends together: both must allow. */
  public Decision and(Decision other) {
    if (this == Denied || other == Denied) {
      return Denied;
    }
    return this == other ? this : Unclear;
  }
}
