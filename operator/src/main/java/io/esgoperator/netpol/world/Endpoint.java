package io.esgoperator.netpol.world;

import io.esgoperator.model.AddressText;
import java.net.InetAddress;

/** One end of a connection. */
public sealed interface Endpoint permits Workload, Endpoint.Outside, Endpoint.Unidentified {

  /** An address of no pod: outside of the cluster, or a node's. */
  record Outside(InetAddress address) implements Endpoint {
    @Override
    public String toString() {
      return AddressText.of(address);
    }
  }

  /** An address that may be a pod's or not: the snapshot does not show its holder. */
  record Unidentified(InetAddress address) implements Endpoint {
    @Override
    public String toString() {
      return AddressText.of(address);
    }
  }
}
