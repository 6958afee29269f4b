package io.esgoperator.cli.gateway;

import io.esgoperator.identity.SiteNetworks;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.model.MetadataNetwork;
import io.esgoperator.netpol.world.AddressRange;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses of hosts of the Internet. In IPv4: all unicast addresses but those that the IANA
 * registry of special purposes excludes (RFC 6890); documentation networks are included, since
 * laboratories use them. In IPv6: 2000::/3 (RFC 4291 section 2.4).
 */
public final class Internet {
  private static final List<AddressRange> IPV4 =
      AddressRange.everything(Family.IPv4)
          .without(
              Stream.of(
                      "0.0.0.0/8",
                      "10.0.0.0/8",
                      "100.64.0.0/10",
                      "127.0.0.0/8",
                      "169.254.0.0/16",
                      "172.16.0.0/12",
                      "192.168.0.0/16",
                      "224.0.0.0/3")
                  .map(Cidr::parse)
                  .toList());

  private static final List<AddressRange> IPV6 = List.of(AddressRange.of(Cidr.parse("2000::/3")));

  /** Without the addresses of clouds' metadata services. */
  private static final List<AddressRange> SITES =
      SiteNetworks.ALL.stream()
          .map(AddressRange::of)
          .flatMap(site -> site.without(List.of(MetadataNetwork.AWS)).stream())
          .toList();

  private Internet() {}

  public static Stream<AddressRange> of(Family family) {
    return (family == Family.IPv4 ? IPV4 : IPV6).stream();
  }

  /** All addresses that a named host may have. */
  static Stream<AddressRange> andSites(Family family) {
    return Stream.concat(of(family), SITES.stream().filter(site -> site.family() == family));
  }
}
