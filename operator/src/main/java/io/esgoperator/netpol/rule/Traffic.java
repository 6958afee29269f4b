package io.esgoperator.netpol.rule;

import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;

/** A connection with the properties of its ends that policies use. */
public record Traffic(TrafficEnd from, TrafficEnd to, Protocol protocol, int port, Family family) {
  /** Whether a pod talks to itself. */
  public boolean isToItself() {
    return from.endpoint() instanceof Workload source
        && to.endpoint() instanceof Workload destination
        && source.isSinglePod()
        && destination.isSinglePod()
        && source.name().equals(destination.name())
        && source.namespace().equals(destination.namespace());
  }

  /** The end whose policies apply in a direction. */
  public TrafficEnd subject(Direction direction) {
    return direction == Direction.Outbound ? from : to;
  }

  /** The end that the rules must admit. */
  TrafficEnd peer(Direction direction) {
    return direction == Direction.Outbound ? to : from;
  }
}
