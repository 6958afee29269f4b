package io.esgoperator.cli.gateway;

import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.Workload;

/** A peer at the other end of a path. */
public sealed interface FarEnd {
  Endpoint endpoint();

  /** Addresses outside of the cluster for which all policies decide alike. */
  record Addresses(AddressRange range) implements FarEnd {
    @Override
    public Endpoint endpoint() {
      return new Endpoint.Outside(range.address());
    }
  }

  /** Pods in the cluster. */
  record Pods(Workload workload) implements FarEnd {
    @Override
    public Endpoint endpoint() {
      return workload;
    }
  }
}
