package io.esgoperator.catalog;

import java.net.InetAddress;

/**
 * Where AWS answers each machine alone in IPv6, as other clouds do at a link-local address: neither
 * a host with a name nor anybody of a cluster is there.
 */
public final class MetadataNetwork {
  public static final Cidr AWS = Cidr.parse("fd00:ec2::/32");

  private MetadataNetwork() {}

  /** Whether an address is of the machine itself, or of the link that it stands on. */
  public static boolean isNextDoor(InetAddress address) {
    return address.isLinkLocalAddress() || AWS.contains(address);
  }
}
