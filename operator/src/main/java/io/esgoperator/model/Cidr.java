package io.esgoperator.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A network of one family (RFC 4632, RFC 4291 section 2.3).
 *
 * @param prefix bits, 0 to 32 or 128
 */
public record Cidr(InetAddress address, int prefix) {
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})";

  /** The JDK would ask a name server for text that looks like an IPv4 address and is none. */
  private static final Pattern LITERAL =
      Pattern.compile(OCTET + "(\\." + OCTET + "){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /** Parses {@code 10.0.0.0/8} or {@code 2001:db8::/32}; a bare address is a network of one. */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = literal(slash < 0 ? text : text.substring(0, slash));
    int bits = address.getAddress().length * 8;
    int prefix =
        slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)) - hidden(text, bits);
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException(text + " is not a network: its prefix is 0 to " + bits);
    }
    return new Cidr(address, prefix);
  }

  /** Reads a network that is written with its prefix; empty for any other text. */
  public static Optional<Cidr> network(String text) {
    try {
      return text == null || text.indexOf('/') < 0 ? Optional.empty() : Optional.of(parse(text));
    } catch (IllegalArgumentException notANetwork) {
      return Optional.empty();
    }
  }

  /** The bits of an IPv4-mapped IPv6 network (RFC 4291 section 2.5.5.2) that IPv4 does not have. */
  private static int hidden(String text, int bits) {
    return bits == 32 && text.indexOf(':') >= 0 ? 96 : 0;
  }

  /** Reads a literal address; never asks a name server. */
  public static InetAddress literal(String text) {
    return read(text)
        .orElseThrow(() -> new IllegalArgumentException(text + " is not an IP address"));
  }

  /** The address of 4 or 16 octets. */
  public static InetAddress address(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("4 and 16 octets are an address", impossible);
    }
  }

  /** The address of a literal; none of another text. */
  public static Stream<InetAddress> literals(String text) {
    return read(text).stream();
  }

  public static boolean isLiteral(String text) {
    return read(text).isPresent();
  }

  /** Empty where the JDK refuses a text with a colon, such as {@code 1:2}. */
  private static Optional<InetAddress> read(String text) {
    try {
      return LITERAL.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text))
          : Optional.empty();
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }

  public Family family() {
    return Family.of(address);
  }

  public boolean contains(InetAddress candidate) {
    byte[] own = address.getAddress();
    byte[] other = candidate.getAddress();
    int whole = prefix / 8;
    if (own.length != other.length || !Arrays.equals(own, 0, whole, other, 0, whole)) {
      return false;
    }
    int mask = 0xff00 >> (prefix % 8);
    return prefix % 8 == 0 || (own[whole] & mask & 0xff) == (other[whole] & mask & 0xff);
  }

  /** Whether every address of the other one is its own, too. */
  public boolean holds(Cidr other) {
    return prefix <= other.prefix && contains(other.address);
  }

  /** The two networks of which it consists; none of a single address. */
  public Stream<Cidr> halves() {
    if (isSingleAddress()) {
      return Stream.empty();
    }
    byte[] lower = address.getAddress();
    byte[] upper = address.getAddress();
    lower[prefix / 8] &= (byte) ~(0x80 >> prefix % 8);
    upper[prefix / 8] |= (byte) (0x80 >> prefix % 8);
    return Stream.of(lower, upper).map(octets -> new Cidr(address(octets), prefix + 1));
  }

  public boolean isSingleAddress() {
    return prefix == address.getAddress().length * 8;
  }

  @Override
  public String toString() {
    return AddressText.of(address) + "/" + prefix;
  }
}
