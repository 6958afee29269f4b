package io.esgoperator.audit;

import io.esgoperator.catalog.Family;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.Set;

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
   * A connection in the first family that both ends may speak; IPv4 where neither end says.
   *
   * @throws IllegalArgumentException where the ends have no family in common
   */
  public static Connection of(Endpoint from, Endpoint to, Protocol protocol, int port) {
    Set<Family> common = families(from);
    common.retainAll(families(to));
    return new Connection(
        from,
        to,
        protocol,
        port,
        common.stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        from + " and " + to + " have no address family in common")));
  }

  private static Set<Family> families(Endpoint end) {
    if (end instanceof Endpoint.Outside outside) {
      return EnumSet.of(Family.of(outside.address()));
    }
    if (end instanceof Endpoint.Somebody somebody) {
      return EnumSet.of(Family.of(somebody.address()));
    }
    Set<Family> families = EnumSet.noneOf(Family.class);
    for (InetAddress address : ((Workload) end).addresses()) {
      families.add(Family.of(address));
    }
    return families.isEmpty() ? EnumSet.allOf(Family.class) : families;
  }

  @Override
  public String toString() {
    return "%s to %s, %s %d".formatted(from, to, protocol, port);
  }
}
