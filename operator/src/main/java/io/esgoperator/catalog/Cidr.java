package io.esgoperator.catalog;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A network of one family (RFC 4632, RFC 4291 section 2.3).
 *
 * @param prefix bits, 0 to 32 or 128
 */
public record Cidr(InetAddress address, int prefix) {
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /** Parses {@code 10.0.0.0/8} or {@code 2001:db8::/32}; a bare address is a network of one. */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = literal(slash < 0 ? text : text.substring(0, slash));
    int bits = address.getAddress().length * 8;
    int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException(text + " is not a network: its prefix is 0 to " + bits);
    }
    return new Cidr(address, prefix);
  }

  /** Reads a literal address; never asks a name server. */
  public static InetAddress literal(String text) {
    if (!isLiteral(text)) {
      throw new IllegalArgumentException(text + " is not an IP address");
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException notAnAddress) {
      throw new IllegalArgumentException(text + " is not an IP address", notAnAddress);
    }
  }

  public static boolean isLiteral(String text) {
    return LITERAL.matcher(text).matches();
  }

  public Family family() {
    return Family.of(address);
  }

  public boolean contains(InetAddress candidate) {
    byte[] own = address.getAddress();
    byte[] other = candidate.getAddress();
    if (own.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((own[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  public boolean isSingleAddress() {
    return prefix == address.getAddress().length * 8;
  }

  @Override
  public String toString() {
    return AddressText.of(address) + "/" + prefix;
  }
}
