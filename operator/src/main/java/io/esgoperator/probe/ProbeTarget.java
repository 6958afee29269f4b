package io.esgoperator.probe;

import io.esgoperator.catalog.AddressText;
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
  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(address, port);
  }

  @Override
  public String toString() {
    String literal = AddressText.of(address);
    return host.equals(literal) ? literal : host + " (" + literal + ")";
  }
}
