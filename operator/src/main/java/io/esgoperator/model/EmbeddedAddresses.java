package io.esgoperator.model;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * IPv4 addresses that an IPv6 address carries. A translator or a tunnel forwards connections to
 * them.
 */
public final class EmbeddedAddresses {
  // spotless:off
  /** Network, the positions of the four octets, and the bits to flip in each octet. */
  private static final List<Form> FORMS =
      List.of(
          form("::/96", 0, 12, 13, 14, 15), // IPv4-compatible, RFC 4291 section 2.5.5.1
          form("::ffff:0:0:0/96", 0, 12, 13, 14, 15), // IPv4-translated, RFC 2765 section 2.1
          form("64:ff9b::/96", 0, 12, 13, 14, 15), // NAT64, RFC 6052 section 2.1
          form("64:ff9b:1::/48", 0, 6, 7, 9, 10), // NAT64 with a local prefix, RFC 8215: any length of RFC 6052 section 2.2
          form("64:ff9b:1::/48", 0, 7, 9, 10, 11),
          form("64:ff9b:1::/48", 0, 9, 10, 11, 12),
          form("64:ff9b:1::/48", 0, 12, 13, 14, 15),
          form("2002::/16", 0, 2, 3, 4, 5), // 6to4, RFC 3056 section 2
          form("2001::/32", 0, 4, 5, 6, 7), // Teredo's server, RFC 4380 section 4
          form("2001::/32", 0xff, 12, 13, 14, 15)); // Teredo's client, the same

  // spotless:on

  /** The interface identifiers of ISATAP, whatever their network (RFC 5214 section 6.1). */
  private static final List<byte[]> ISATAP =
      List.of(new byte[] {0, 0, 0x5e, (byte) 0xfe}, new byte[] {2, 0, 0x5e, (byte) 0xfe});

  /** IPv4-mapped (RFC 4291 section 2.5.5.2); the JDK reads text in this form as IPv4. */
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

  private EmbeddedAddresses() {}

  private record Form(Cidr network, int flip, List<Integer> places) {
    InetAddress in(byte[] octets) {
      byte[] carried = new byte[4];
      for (int place = 0; place < carried.length; place++) {
        carried[place] = (byte) (octets[places.get(place)] ^ flip);
      }
      return Cidr.address(carried);
    }
  }

  private static Form form(String network, int flip, Integer... places) {
    return new Form(Cidr.parse(network), flip, List.of(places));
  }

  /**
   * The IPv4 addresses that an address carries; empty for IPv4. An address that can be read in
   * several ways gives each reading, except readings that begin with 0: those come from the gaps of
   * a shorter form.
   */
  public static Stream<InetAddress> of(InetAddress address) {
    byte[] octets = address.getAddress();
    if (octets.length == 4) {
      return Stream.empty();
    }
    return Stream.concat(
            FORMS.stream()
                .filter(form -> form.network().contains(address))
                .map(form -> form.in(octets)),
            isIsatap(octets) || isMapped(octets)
                ? Stream.of(Cidr.address(Arrays.copyOfRange(octets, 12, 16)))
                : Stream.empty())
        .filter(carried -> carried.getAddress()[0] != 0)
        .distinct();
  }

  private static boolean isIsatap(byte[] octets) {
    return ISATAP.stream().anyMatch(own -> Arrays.equals(own, Arrays.copyOfRange(octets, 8, 12)));
  }

  private static boolean isMapped(byte[] octets) {
    return Arrays.equals(MAPPED, Arrays.copyOfRange(octets, 0, 12));
  }
}
