package io.esgoperator.model;

import java.net.InetAddress;

/**
 * The IPv6 network of AWS' instance metadata, which answers the machine itself alone; other clouds
 * use a link-local address. No named host and no pod has such an address.
 */
public final class MetadataNetwork {
  public static final Cidr AWS = Cidr.parse("fd00:ec2::/32");

  private MetadataNetwork() {}

  /** Whether an address belongs to the machine itself or to its link. */
  public static boolean isNextDoor(InetAddress address) {
    return address.isLinkLocalAddress() || AWS.contains(address);
  }
}
