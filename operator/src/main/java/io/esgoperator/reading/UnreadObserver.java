package io.esgoperator.reading;

/** Is told of each object that is met, whether it can be read or not. */
@FunctionalInterface
public interface UnreadObserver {
  /** Tells nobody. */
  UnreadObserver NONE = (kind, namespace, name, fault) -> {};

  /**
   * An object cannot be read.
   *
   * @param kind of the object; a word of this operator's own, not of the object
   * @param namespace null for one of the whole cluster
   */
  void met(String kind, String namespace, String name, Unread fault);
}
