package io.esgoperator.netpol;

import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * A connection as policies see it: after a Service's translation, at the pod's own port.
 *
 * @param port 1 to 65535
 */
public record Connection(Endpoint from, Endpoint to, Protocol protocol, int port, Family family) {

  public Connection {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(port + " is not a port: it is 1 to 65535");
    }
  }

  /**
   * A connection in the first family that both ends may have; IPv4 where neither end determines it.
   *
   * @throws IllegalArgumentException where the ends have no family in common
   */
  public static Connection of(Endpoint from, Endpoint to, Protocol protocol, int port) {
    for (Family family : Family.values()) {
      if (speaks(from, family) && speaks(to, family)) {
        return new Connection(from, to, protocol, port, family);
      }
    }
    throw new IllegalArgumentException(from + " and " + to + " have no address family in common");
  }

  /** Whether both ends may have a family in common. */
  public static boolean areCompatible(Endpoint from, Endpoint to) {
    return Stream.of(Family.values())
        .anyMatch(family -> speaks(from, family) && speaks(to, family));
  }

  private static boolean speaks(Endpoint end, Family family) {
    if (end instanceof Endpoint.Outside outside) {
      return Family.of(outside.address()) == family;
    }
    if (end instanceof Endpoint.Unidentified unidentified) {
      return Family.of(unidentified.address()) == family;
    }
    List<InetAddress> addresses = ((Workload) end).addresses();
    return addresses.isEmpty()
        || addresses.stream().anyMatch(address -> Family.of(address) == family);
  }

  @Override
  public String toString() {
    return "%s to %s, %s %d".formatted(from, to, protocol, port);
  }
}
