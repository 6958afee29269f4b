package io.esgoperator.operator.cluster;

import io.esgoperator.model.Cidr;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Derives the network of the cluster's Services where the cluster does not name it. Service {@code
 * kubernetes} has its first address; the largest network that can begin there contains the true
 * one.
 */
public final class ServiceNetwork {
  /** The API server takes networks of 20 bits at most (its flag --service-cluster-ip-range). */
  private static final int MOST_BITS = 20;

  private ServiceNetwork() {}

  /**
   * The network around an address of Service kubernetes; empty where no network can begin there.
   */
  public static Optional<Cidr> around(InetAddress kubernetes) {
    byte[] octets = kubernetes.getAddress();
    BigInteger base = new BigInteger(1, octets).subtract(BigInteger.ONE);
    int bits = Math.min(base.getLowestSetBit(), MOST_BITS);
    if (bits < 1) {
      return Optional.empty();
    }
    // The base is even, so its last octet alone differs.
    octets[octets.length - 1]--;
    return Optional.of(new Cidr(Cidr.address(octets), octets.length * 8 - bits));
  }
}
