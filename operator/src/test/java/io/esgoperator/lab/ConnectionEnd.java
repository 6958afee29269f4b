package io.esgoperator.lab;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.Connection;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/**
 * Where connections begin or end.
 *
 * @param ends what policies take it for, in each family
 */
record ConnectionEnd(Map<Family, Endpoint> ends) {
  static ConnectionEnd pod(Workload pod) {
    return new ConnectionEnd(Map.of(Family.IPv4, pod, Family.IPv6, pod));
  }

  /**
   * No pod.
   *
   * @param addresses one of each family
   */
  static ConnectionEnd outside(List<String> addresses) {
    return new ConnectionEnd(
        Map.of(
            Family.IPv4, new Endpoint.Outside(Cidr.literal(addresses.get(0))),
            Family.IPv6, new Endpoint.Outside(Cidr.literal(addresses.get(1)))));
  }

  Connection to(ConnectionEnd other, Protocol protocol, int port, Family family) {
    return new Connection(ends.get(family), other.ends.get(family), protocol, port, family);
  }

  /** The address at which a connection is opened. */
  static InetAddress address(Connection connection) {
    return connection.to() instanceof Workload pod
        ? pod.addresses().stream()
            .filter(address -> Family.of(address) == connection.family())
            .findFirst()
            .orElseThrow()
        : ((Endpoint.Outside) connection.to()).address();
  }
}
