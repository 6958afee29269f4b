package io.esgoperator.identity;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.EmbeddedAddresses;
import io.esgoperator.model.MetadataNetwork;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Addresses that lead out into the world. A stranger can name any address; one of the machine, its
 * link, its site or its cloud would point the probe at the tenant's own servers. Documentation's
 * networks (RFC 5737, RFC 3849) lead nowhere, and are the laboratory's internet.
 */
public final class WorldAddresses implements Predicate<InetAddress> {
  /** Of no host, or of none in the world (RFC 6890). */
  private static final List<Cidr> UNUSED =
      Stream.of("0.0.0.0/8", "192.0.0.0/24", "240.0.0.0/4", "fec0::/10", "100::/64")
          .map(Cidr::parse)
          .toList();

  @Override
  public boolean test(InetAddress address) {
    return !address.isLoopbackAddress()
        && !address.isAnyLocalAddress()
        && !address.isMulticastAddress()
        && !MetadataNetwork.isNextDoor(address)
        && !MetadataNetwork.AZURE.contains(address)
        && Stream.concat(SiteNetworks.ALL.stream(), UNUSED.stream())
            .noneMatch(network -> network.contains(address))
        && EmbeddedAddresses.of(address).allMatch(this);
  }
}
