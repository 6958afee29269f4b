package io.esgoperator.probe;

import io.esgoperator.catalog.Cidr;
import io.esgoperator.catalog.Family;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/**
 * Where a probe stands.
 *
 * @param families those in which it asks
 * @param addresses its own, as far as they matter
 * @param nameservers whom it is told to ask for names, as far as they matter
 */
public record Vantage(
    List<Family> families, List<InetAddress> addresses, List<String> nameservers) {
  /** That of a machine whose own addresses do not matter. */
  public static Vantage outside(List<Family> families) {
    return new Vantage(families, List.of(), List.of());
  }

  static Vantage at(List<InetAddress> addresses, List<String> nameservers) {
    return new Vantage(
        addresses.stream().map(Family::of).distinct().sorted().toList(), addresses, nameservers);
  }

  /** That of this pod, by the addresses that others can reach. */
  static Vantage ofThisPod() throws SocketException {
    return at(
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(Vantage::isReachable)
            .toList(),
        Nameservers.ofThisPod());
  }

  /** Whether a connection of this family comes from one of the networks. */
  boolean isIn(List<String> networks, Family family) {
    return addresses.stream()
        .filter(address -> Family.of(address) == family)
        .anyMatch(
            address ->
                networks.stream().anyMatch(network -> Cidr.parse(network).contains(address)));
  }

  private static boolean isReachable(InetAddress address) {
    return !address.isLoopbackAddress() && !address.isLinkLocalAddress();
  }
}
