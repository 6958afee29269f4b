package io.esgoperator.probe;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/**
 * The network position of a probe.
 *
 * @param families those in which it asks
 * @param addresses its own, if they matter
 * @param nameservers the DNS servers in its resolv.conf, if they matter
 */
public record Vantage(
    List<Family> families, List<InetAddress> addresses, List<String> nameservers) {
  /** A machine whose own addresses do not matter. */
  public static Vantage outside(List<Family> families) {
    return new Vantage(families, List.of(), List.of());
  }

  public static Vantage at(List<InetAddress> addresses, List<String> nameservers) {
    return new Vantage(
        addresses.stream().map(Family::of).distinct().sorted().toList(), addresses, nameservers);
  }

  /** This pod, with the addresses that other hosts can reach. */
  public static Vantage ofThisPod() throws SocketException {
    return at(
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
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
}
