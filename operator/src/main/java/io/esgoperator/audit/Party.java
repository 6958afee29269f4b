package io.esgoperator.audit;

import io.esgoperator.catalog.Family;
import java.net.InetAddress;
import java.util.List;

/**
 * An endpoint with all that policies ask of it.
 *
 * @param identity null unless it is a workload
 */
record Party(Endpoint endpoint, Identity identity) {
  boolean isPod() {
    return identity != null;
  }

  boolean isSomebody() {
    return endpoint instanceof Endpoint.Somebody;
  }

  boolean isOnHostNetwork() {
    return endpoint instanceof Workload workload && workload.hostNetwork();
  }

  /** Null where it has none in the family, or none is known. */
  InetAddress address(Family family) {
    if (endpoint instanceof Workload workload) {
      for (InetAddress address : workload.addresses()) {
        if (Family.of(address) == family) {
          return address;
        }
      }
      return null;
    }
    return endpoint instanceof Endpoint.Outside outside
        ? outside.address()
        : ((Endpoint.Somebody) endpoint).address();
  }

  /** Whether a port's name means the number here; containers may use a name twice. */
  Answer hasPort(String name, Protocol protocol, int number) {
    if (!(endpoint instanceof Workload workload)) {
      return isSomebody() ? Answer.Perhaps : Answer.No;
    }
    List<Integer> numbers =
        workload.ports().stream()
            .filter(port -> port.name().equals(name) && port.protocol() == protocol)
            .map(Workload.NamedPort::number)
            .distinct()
            .toList();
    if (numbers.isEmpty()) {
      return workload.labels().complete() ? Answer.No : Answer.Perhaps;
    }
    return numbers.contains(number) ? numbers.size() == 1 ? Answer.Yes : Answer.Perhaps : Answer.No;
  }

  @Override
  public String toString() {
    return endpoint.toString();
  }
}
