package io.esgoperator.cli.outside;

import io.esgoperator.manifest.BadInputException;
import io.esgoperator.model.AddressText;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.probe.ProbePlan;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** An address at which the Internet reaches the gateway, with its name or the literal for it. */
record PublicAddress(String host, InetAddress address) {
  /** Every address of a name; refused where it has none, or one that nothing outside reaches. */
  static List<PublicAddress> named(String word) throws BadInputException {
    try {
      List<PublicAddress> all =
          Stream.of(InetAddress.getAllByName(word))
              .map(
                  address ->
                      new PublicAddress(
                          Cidr.isLiteral(word) ? AddressText.of(address) : word, address))
              .toList();
      if (word.isBlank() || !all.stream().allMatch(PublicAddress::isOneHost)) {
        throw wrong(word, "is not the address of a host");
      }
      return all;
    } catch (UnknownHostException unresolved) {
      throw wrong(word, "does not resolve to an address");
    }
  }

  Family family() {
    return Family.of(address);
  }

  ProbePlan.Peer at(int port) {
    return new ProbePlan.Peer(host, AddressText.of(address), port);
  }

  String describe() {
    return host.equals(AddressText.of(address))
        ? host
        : host + " (" + AddressText.of(address) + ")";
  }

  private boolean isOneHost() {
    return !address.isAnyLocalAddress()
        && !address.isMulticastAddress()
        && !address.isLinkLocalAddress();
  }

  private static BadInputException wrong(String word, String what) {
    return new BadInputException(
        "\"%s\" %s: name the gateway's public address, such as 203.0.113.25 or mx.example.net."
            .formatted(word, what));
  }
}
