package io.esgoperator.netpol.rule;

import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;
import java.net.InetAddress;

/**
 * An endpoint with the properties that policies use.
 *
 * @param identity null unless it is a workload
 * @param names whether the names of its ports count
 */
public record TrafficEnd(Endpoint endpoint, Identity identity, Answer names) {
  public TrafficEnd(Endpoint endpoint, Identity identity) {
    this(endpoint, identity, Answer.Yes);
  }

  public boolean isPod() {
    return identity != null;
  }

  public boolean isUnidentified() {
    return endpoint instanceof Endpoint.Unidentified;
  }

  public boolean isOnHostNetwork() {
    return endpoint instanceof Workload workload && workload.hostNetwork();
  }

  /** Null where it has none in the family, or where none is known. */
  public InetAddress address(Family family) {
    if (!isPod()) {
      return endpoint.addresses().get(0);
    }
    for (InetAddress address : endpoint.addresses()) {
      if (Family.of(address) == family) {
        return address;
      }
    }
    return null;
  }

  /** Whether a port's name stands for the number here; an endpoint outside has no names. */
  Answer hasPort(String name, Protocol protocol, int number) {
    if (endpoint instanceof Workload workload) {
      return workload.ports().has(name, protocol, number).and(names);
    }
    return isUnidentified() ? Answer.Perhaps : Answer.No;
  }

  @Override
  public String toString() {
    return endpoint.toString();
  }
}
