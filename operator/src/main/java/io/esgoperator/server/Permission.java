package io.esgoperator.server;

/** Whether a client may do what it requests. */
public enum Permission {
  /** It may. */
  Allowed,
  /** The cluster knows the token, and it lacks the permission. */
  Forbidden,
  /** The cluster does not know the token. */
  Unauthenticated,
  /** The API server did not answer. */
  Unknown
}
