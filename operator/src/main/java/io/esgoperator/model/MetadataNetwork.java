package io.esgoperator.model;

import java.net.InetAddress;

/**
 * Where clouds answer a machine about itself, beside the usual link-local address and private ones.
 * No named host and no pod has such an address.
 */
public final class MetadataNetwork {
  /** Of the instance metadata over IPv6. */
  public static final Cidr AWS = Cidr.parse("fd00:ec2::/32");

  /** The platform's own services, DNS among them: an address of the world that never leaves. */
  public static final Cidr AZURE = Cidr.parse("168.63.129.16/32");

  private MetadataNetwork() {}

  /** Whether an address belongs to the machine itself or to its link. */
  public static boolean isNextDoor(InetAddress address) {
    return address.isLinkLocalAddress() || AWS.contains(address);
  }
}
