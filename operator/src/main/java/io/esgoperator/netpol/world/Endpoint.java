package io.esgoperator.netpol.world;

import io.esgoperator.model.AddressText;
import java.net.InetAddress;

/** One end of a connection. */
public sealed interface Endpoint permits Workload, Endpoint.Outside, Endpoint.Somebody {

  /** An address of no pod: outside of the cluster, or a node's. */
  record Outside(InetAddress address) implements Endpoint {
    @Override
    public String toString() {
      return AddressText.of(address);
    }
  }

  /** An address that may or may not be a pod's, according to the snapshot. */
  record Somebody(InetAddress address) implements Endpoint {
    @Override
    public String toString() {
      return AddressText.of(address);
    }
  }
}
