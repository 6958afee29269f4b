package io.esgoperator.probe;

import io.esgoperator.catalog.AddressText;
import io.esgoperator.catalog.Cidr;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * One address to ask.
 *
 * @param host the name under which the peer is known, for SNI, Host and reports; the literal
 *     address where there is no name
 * @param address resolved by the operator: a probe never needs a resolver of its own
 * @param port 1 to 65535
 */
public record ProbeTarget(String host, InetAddress address, int port) {
  static ProbeTarget of(ProbePlan.Peer peer) {
    return new ProbeTarget(peer.host(), Cidr.literal(peer.address()), peer.port());
  }

  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(address, port);
  }

  /** Whether the host is a full name, as certificates carry them. */
  public boolean isNamed() {
    return !Cidr.isLiteral(host) && host.indexOf('.') >= 0;
  }

  /** The address for a reader who knows the path's own port. */
  String describe(int usualPort) {
    String literal = AddressText.of(address);
    String peer = host.equals(literal) ? literal : host + " (" + literal + ")";
    return port == usualPort ? peer : peer + " port " + port;
  }
}
