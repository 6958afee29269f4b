package io.esgoperator.probe.names.recursion;

import io.esgoperator.identity.WorldAddresses;
import io.esgoperator.model.Family;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What may be asked, and how.
 *
 * @param dnsPort of name servers: 53, but for tests
 * @param httpsPort of servers of policies: 443, but for tests
 * @param patience for one question to one server
 * @param families in which the pod can ask
 * @param world which addresses are the world's: strangers name them, so no other one is asked
 */
public record WorldReach(
    int dnsPort,
    int httpsPort,
    Duration patience,
    Set<Family> families,
    Predicate<InetAddress> world) {
  private static final int DNS = 53;
  private static final int HTTPS = 443;

  public WorldReach {
    families = Set.copyOf(families);
  }

  /**
   * Of a pod.
   *
   * @param families of its addresses
   * @param patience for one question to one server
   */
  public static WorldReach of(Set<Family> families, Duration patience) {
    return new WorldReach(DNS, HTTPS, patience, families, new WorldAddresses());
  }

  /** Those of a stranger's addresses that are asked, IPv4 first. */
  public List<InetAddress> strangers(Stream<InetAddress> named) {
    return own(named.filter(world));
  }

  /** Those of the plan's addresses that are asked, IPv4 first. */
  List<InetAddress> own(Stream<InetAddress> planned) {
    return planned
        .filter(address -> families.contains(Family.of(address)))
        .distinct()
        .sorted(Comparator.comparing(Family::of))
        .toList();
  }
}
