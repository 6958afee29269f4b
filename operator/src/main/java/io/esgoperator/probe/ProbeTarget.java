package io.esgoperator.probe;

import io.esgoperator.api.v1alpha1.ProxyProtocol;
import io.esgoperator.model.AddressText;
import io.esgoperator.model.Cidr;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * One address to ask.
 *
 * @param host the peer's name, for SNI, Host and reports; the literal address where it has none
 * @param address resolved by the operator: a probe never needs a resolver of its own
 * @param port 1 to 65535
 * @param proxyProtocol the header with which a TCP connection begins; null without one
 */
public record ProbeTarget(String host, InetAddress address, int port, ProxyProtocol proxyProtocol) {
  public ProbeTarget(String host, InetAddress address, int port) {
    this(host, address, port, null);
  }

  public static ProbeTarget of(ProbePlan.Peer peer) {
    return new ProbeTarget(
        peer.host(), Cidr.literal(peer.address()), peer.port(), peer.proxyProtocol());
  }

  /**
   * By hand, as the hash: Java links a record's own at the first use, for 15 ms of a probe each.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof ProbeTarget target
        && host.equals(target.host)
        && address.equals(target.address)
        && port == target.port
        && proxyProtocol == target.proxyProtocol;
  }

  @Override
  public int hashCode() {
    return 31 * host.hashCode() + address.hashCode();
  }

  /** The same without a PROXY header. */
  public ProbeTarget bare() {
    return new ProbeTarget(host, address, port);
  }

  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(address, port);
  }

  /** The host as TLS and HTTP name it: without the dot at the end of a full name. */
  public String name() {
    return host.replaceFirst("[.]$", "");
  }

  /** Whether the host is a fully qualified name, as certificates carry them. */
  public boolean isNamed() {
    return !Cidr.isLiteral(host) && host.indexOf('.') >= 0;
  }

  /** The address, with its port only where that is not the path's usual one. */
  public String describe(int usualPort) {
    String literal = AddressText.of(address);
    String peer = host.equals(literal) ? literal : host + " (" + literal + ")";
    return port == usualPort ? peer : peer + " port " + port;
  }
}
