package io.esgoperator.cli.gateway;

import io.esgoperator.netpol.world.AddressRange;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.Workload;
import java.util.Collection;
import java.util.List;

/** A part of a path's peers. */
public sealed interface PeerPart {
  Endpoint endpoint();

  /** The addresses among some parts. */
  static List<AddressRange> ranges(Collection<PeerPart> parts) {
    return parts.stream()
        .filter(Addresses.class::isInstance)
        .map(part -> ((Addresses) part).range())
        .toList();
  }

  /** Addresses outside of the cluster for which all policies decide alike. */
  record Addresses(AddressRange range) implements PeerPart {
    @Override
    public Endpoint endpoint() {
      return new Endpoint.Outside(range.address());
    }
  }

  /** Pods in the cluster. */
  record Pods(Workload workload) implements PeerPart {
    @Override
    public Endpoint endpoint() {
      return workload;
    }
  }
}
