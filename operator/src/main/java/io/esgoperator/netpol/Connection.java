package io.esgoperator.netpol;

import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.Protocol;
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
      if (from.mayHave(family) && to.mayHave(family)) {
        return new Connection(from, to, protocol, port, family);
      }
    }
    throw new IllegalArgumentException(from + " and " + to + " have no address family in common");
  }

  /** Whether both ends may have a family in common. */
  public static boolean areCompatible(Endpoint from, Endpoint to) {
    return Stream.of(Family.values())
        .anyMatch(family -> from.mayHave(family) && to.mayHave(family));
  }

  @Override
  public String toString() {
    return "%s to %s, %s %d".formatted(from, to, protocol, port);
  }
}
