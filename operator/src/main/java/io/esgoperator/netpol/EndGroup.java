package io.esgoperator.netpol;

import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.AddressRange;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.Workload;
import java.util.List;

/**
 * Ends of connections that the policies of a world cannot tell apart: workloads, or addresses
 * outside of the cluster.
 *
 * @param number its position among the groups of its world, from 0
 * @param workloads empty for addresses
 * @param addresses null for workloads
 * @param example one of the ends
 */
public record EndGroup(
    int number, List<Workload> workloads, AddressRange addresses, Endpoint example) {
  public EndGroup {
    workloads = List.copyOf(workloads);
  }

  /** The number tells the groups of a world apart. */
  @Override
  public int hashCode() {
    return number;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EndGroup group
        && number == group.number
        && example.equals(group.example);
  }

  public boolean isOutside() {
    return addresses != null;
  }

  /** Whether its ends have an address of the family, or no known address. */
  public boolean mayHave(Family family) {
    return example.mayHave(family);
  }
}
