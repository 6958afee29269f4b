package io.esgoperator.reading;

/** Receives each object that cannot be read. */
@FunctionalInterface
public interface UnreadObserver {
  /** Ignores them. */
  UnreadObserver NONE = (kind, namespace, name, fault) -> {};

  /**
   * An object cannot be read.
   *
   * @param kind the operator's own word for the object's kind
   * @param namespace null for a cluster-wide object
   */
  void met(String kind, String namespace, String name, Unread fault);
}
