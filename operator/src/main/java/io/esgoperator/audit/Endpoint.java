package io.esgoperator.audit;

import io.esgoperator.catalog.AddressText;
import java.net.InetAddress;

/** One end of a connection. */
public sealed interface Endpoint permits Workload, Endpoint.Outside, Endpoint.Somebody {

  /** An address that is no pod's: outside of the cluster, or a node's. */
  record Outside(InetAddress address) implements Endpoint {
    @Override
    public String toString() {
      return AddressText.of(address);
    }
  }

  /** An address of which the snapshot does not tell whether it is a pod's. */
  record Somebody(InetAddress address) implements Endpoint {
    @Override
    public String toString() {
      return AddressText.of(address);
    }
  }
}
