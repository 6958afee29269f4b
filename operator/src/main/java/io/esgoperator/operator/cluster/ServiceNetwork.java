package io.esgoperator.operator.cluster;

import io.esgoperator.model.Cidr;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
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
    return bits < 1
        ? Optional.empty()
        : Optional.of(new Cidr(address(base, octets.length), octets.length * 8 - bits));
  }

  private static InetAddress address(BigInteger value, int length) {
    byte[] octets = new byte[length];
    byte[] significant = value.toByteArray();
    for (int place = 1; place <= Math.min(length, significant.length); place++) {
      octets[length - place] = significant[significant.length - place];
    }
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("as many octets as before", impossible);
    }
  }
}
