package io.esgoperator.model;

import java.net.Inet6Address;
import java.net.InetAddress;

/** An address family; every path is judged in each family on its own. */
public enum Family {
  IPv4,
  IPv6;

  public static Family of(InetAddress address) {
    return address instanceof Inet6Address ? IPv6 : IPv4;
  }

  /** The family of a literal address or network: a colon makes it IPv6. */
  public static Family ofLiteral(String literal) {
    return literal.indexOf(':') >= 0 ? IPv6 : IPv4;
  }
}
