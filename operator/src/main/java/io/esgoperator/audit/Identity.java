package io.esgoperator.audit;

import io.esgoperator.catalog.Direction;
import java.util.function.Function;

/**
 * A pod as selectors see it. Pods with the same labels in the same namespace share one identity, so
 * that each result is computed once for all of them.
 */
final class Identity {
  private final int number;
  private final String namespace;
  private final Labels namespaceLabels;
  private final Labels labels;
  private volatile Bindings ingress;
  private volatile Bindings egress;

  /**
   * Makes an identity.
   *
   * @param number its position among all of one index
   */
  Identity(int number, String namespace, Labels namespaceLabels, Labels labels) {
    this.number = number;
    this.namespace = namespace;
    this.namespaceLabels = namespaceLabels;
    this.labels = labels;
  }

  int number() {
    return number;
  }

  String namespace() {
    return namespace;
  }

  Labels namespaceLabels() {
    return namespaceLabels;
  }

  Labels labels() {
    return labels;
  }

  /** The policies that select these pods in one direction, computed at the first call. */
  Bindings bindings(Direction direction, Function<Direction, Bindings> search) {
    boolean outbound = direction == Direction.Outbound;
    Bindings known = outbound ? egress : ingress;
    if (known == null) {
      known = search.apply(direction);
      if (outbound) {
        egress = known;
      } else {
        ingress = known;
      }
    }
    return known;
  }
}
