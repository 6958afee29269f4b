package io.esgoperator.cli.explain;

import io.esgoperator.cli.gateway.Owners;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Grouped;
import io.esgoperator.model.Listing;
import io.esgoperator.netpol.AllPairs;
import io.esgoperator.netpol.EndGroup;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.Workload;
import java.net.InetAddress;
import java.util.List;

/** An end of the connection: an address, or pods that policies treat alike, by one name. */
record NamedEnd(String name, List<Endpoint> members) {
  private static final int MOST = 3;

  /**
   * Those that {@code NAMESPACE/NAME} or an address names; several where policies tell pods apart.
   */
  static List<NamedEnd> of(String text, AllPairs pairs, Owners owners) throws BadInputException {
    Grouped<EndGroup, Workload> found = new Grouped<>();
    for (EndGroup group : pairs.groups()) {
      for (Workload workload : group.workloads()) {
        if (isNamed(text, workload, owners)) {
          found.add(group, workload);
        }
      }
    }
    if (!found.isEmpty()) {
      return found.values().stream()
          .map(pods -> new NamedEnd(Listing.of(pods, MOST), List.copyOf(pods)))
          .toList();
    }
    if (Cidr.isLiteral(text)) {
      Endpoint outside = new Endpoint.Outside(Cidr.literal(text));
      return List.of(new NamedEnd(outside.toString(), List.of(outside)));
    }
    throw new BadInputException(
        text, "is no workload here: write NAMESPACE/NAME of one, or an address.");
  }

  private static boolean isNamed(String text, Workload workload, Owners owners) {
    if (Cidr.isLiteral(text)) {
      InetAddress address = Cidr.literal(text);
      return !workload.hostNetwork() && workload.addresses().contains(address);
    }
    return text.equals(workload.namespace() + "/" + workload.name())
        || text.equals(workload.namespace() + "/" + owners.of(workload).name());
  }

  Endpoint first() {
    return members.get(0);
  }

  Endpoint last() {
    return members.get(members.size() - 1);
  }
}
