package io.esgoperator.netpol.world;

import io.esgoperator.model.AddressText;
import io.esgoperator.model.Family;
import java.net.InetAddress;
import java.util.List;

/** One end of a connection. */
public sealed interface Endpoint permits Workload, Endpoint.Outside, Endpoint.Unidentified {
  /** Its addresses; empty where unknown. */
  List<InetAddress> addresses();

  /** Whether it has an address of the family, or no known address. */
  default boolean mayHave(Family family) {
    for (InetAddress address : addresses()) {
      if (Family.of(address) == family) {
        return true;
      }
    }
    return addresses().isEmpty();
  }

  /** An address of no pod: outside of the cluster, or a node's. */
  record Outside(InetAddress address) implements Endpoint {
    @Override
    public List<InetAddress> addresses() {
      return List.of(address);
    }

    @Override
    public String toString() {
      return AddressText.of(address);
    }
  }

  /** An address that may be a pod's or not: the snapshot does not show its holder. */
  record Unidentified(InetAddress address) implements Endpoint {
    @Override
    public List<InetAddress> addresses() {
      return List.of(address);
    }

    @Override
    public String toString() {
      return AddressText.of(address);
    }
  }
}
