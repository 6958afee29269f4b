package io.esgoperator.manifest.kind;

import io.esgoperator.model.Cidr;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads addresses and networks as strictly as the API server's CEL library does (Go's net/netip):
 * no leading zeros, no IPv4-mapped IPv6, no zone.
 */
public final class Literals {
  private static final Pattern LEADING_ZERO = Pattern.compile("(^|\\.)0[0-9]");
  private static final Pattern NETWORK = Pattern.compile("([^/]*)/(0|[1-9][0-9]{0,2})");

  private Literals() {}

  public static boolean isAddress(String text) {
    return address(text).isPresent();
  }

  public static Optional<Cidr> network(String text) {
    Matcher parts = NETWORK.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int prefix = Integer.parseInt(parts.group(2));
    return address(parts.group(1))
        .filter(address -> prefix <= address.getAddress().length * Byte.SIZE)
        .map(address -> new Cidr(address, prefix));
  }

  public static boolean hasHostBits(Cidr network) {
    return !masked(network).equals(network);
  }

  /** The network without the bits behind its prefix. */
  static Cidr masked(Cidr network) {
    byte[] octets = network.address().getAddress();
    for (int bit = network.prefix(); bit < octets.length * Byte.SIZE; bit++) {
      octets[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
    }
    return new Cidr(Cidr.address(octets), network.prefix());
  }

  private static Optional<InetAddress> address(String text) {
    return Optional.of(text)
        .filter(Cidr::isLiteral)
        .filter(literal -> !LEADING_ZERO.matcher(literal).find())
        .map(Cidr::literal)
        .filter(address -> !(address instanceof Inet4Address && text.indexOf(':') >= 0));
  }
}
