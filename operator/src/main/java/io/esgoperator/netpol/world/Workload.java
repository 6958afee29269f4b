package io.esgoperator.netpol.world;

import java.net.InetAddress;
import java.util.List;

/**
 * A pod, or the pods of a template.
 *
 * @param kind {@code Pod}, or the kind that has the template
 * @param addresses of both families; empty where unknown
 * @param hostNetwork whether it uses its node's network, where policies have no effect on it
 * @param node name of its node; null where unknown
 */
public record Workload(
    String kind,
    String namespace,
    String name,
    Labels labels,
    List<InetAddress> addresses,
    NamedPorts ports,
    boolean hostNetwork,
    String node)
    implements Endpoint {

  public Workload {
    addresses = List.copyOf(addresses);
  }

  /** A pod of which only the labels are known. */
  public static Workload pod(String namespace, String name, Labels labels) {
    return new Workload("Pod", namespace, name, labels, List.of(), NamedPorts.UNKNOWN, false, null);
  }

  public boolean isSinglePod() {
    return kind.equals("Pod");
  }

  @Override
  public String toString() {
    return kind + " " + namespace + "/" + name;
  }
}
