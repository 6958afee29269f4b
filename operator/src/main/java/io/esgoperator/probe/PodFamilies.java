package io.esgoperator.probe;

import io.esgoperator.catalog.Family;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** The address families in which this pod has an address that others can reach. */
public final class PodFamilies {
  private PodFamilies() {}

  public static List<Family> detect() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(PodFamilies::isReachable)
        .map(Family::of)
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean isReachable(InetAddress address) {
    return !address.isLoopbackAddress() && !address.isLinkLocalAddress();
  }
}
