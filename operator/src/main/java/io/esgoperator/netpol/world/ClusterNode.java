package io.esgoperator.netpol.world;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/** A node of the cluster. */
public record ClusterNode(String name, Map<String, String> labels, List<InetAddress> addresses) {
  public ClusterNode {
    labels = Map.copyOf(labels);
    addresses = List.copyOf(addresses);
  }
}
