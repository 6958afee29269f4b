package io.esgoperator.server;

/** Whether a client may do what it asks for. */
public enum Permission {
  /** It may. */
  Allowed,
  /** Its token is one of the cluster, and holds no such permission. */
  Forbidden,
  /** Its token is none of the cluster. */
  Unauthenticated,
  /** Nobody could be asked. */
  Unknown
}
