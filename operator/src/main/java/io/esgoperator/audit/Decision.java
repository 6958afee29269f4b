package io.esgoperator.audit;

/** What policies say of a connection by their text. */
public enum Decision {
  Allowed,
  Denied,
  /** It depends on what the snapshot does not tell, or on what no API defines. */
  Unclear
}
