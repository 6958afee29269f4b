package io.esgoperator.netpol.rule;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.ClusterNode;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The addresses of a cluster's nodes. All matches of a world share one, which only itself equals.
 */
public final class NodeAddresses {
  private final Set<InetAddress> known;
  private final boolean isOne;

  public NodeAddresses(Collection<ClusterNode> nodes) {
    known = nodes.stream().flatMap(node -> node.addresses().stream()).collect(Collectors.toSet());
    isOne = nodes.size() == 1;
  }

  /** Whether an end is a node, or a pod on its network. */
  public boolean has(TrafficEnd end, Family family) {
    return end.isPod() ? end.isOnHostNetwork() : known.contains(end.address(family));
  }

  /** Whether there is one node, and no other. */
  public boolean isOne() {
    return isOne;
  }

  /** Each address as a network of its own. */
  Stream<Cidr> networks() {
    return known.stream()
        .map(address -> new Cidr(address, address.getAddress().length * Byte.SIZE));
  }
}
