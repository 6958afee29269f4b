package io.esgoperator.identity;

import io.esgoperator.model.Cidr;
import java.util.List;
import java.util.stream.Stream;

/**
 * Private networks of sites (RFC 1918, RFC 6598, RFC 4193): no address of theirs is the world's.
 */
public final class SiteNetworks {
  public static final List<Cidr> ALL =
      Stream.of("10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
          .map(Cidr::parse)
          .toList();

  private SiteNetworks() {}
}
