package io.esgoperator.audit;

import io.esgoperator.catalog.Direction;
import io.esgoperator.catalog.Family;

/** A connection between parties. */
record Traffic(Party from, Party to, Protocol protocol, int port, Family family) {
  /** Whether a pod talks to itself. */
  boolean isToItself() {
    return from.endpoint() instanceof Workload source
        && to.endpoint() instanceof Workload destination
        && source.isSinglePod()
        && destination.isSinglePod()
        && source.name().equals(destination.name())
        && source.namespace().equals(destination.namespace());
  }

  /** The end whose policies apply in a direction. */
  Party subject(Direction direction) {
    return direction == Direction.Outbound ? from : to;
  }

  /** The end that the rules must admit. */
  Party peer(Direction direction) {
    return direction == Direction.Outbound ? to : from;
  }
}
