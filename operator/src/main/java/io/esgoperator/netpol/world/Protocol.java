package io.esgoperator.netpol.world;

import io.esgoperator.model.Transport;

/** A transport protocol as policies write it. */
public enum Protocol {
  TCP,
  UDP,
  SCTP;

  public static Protocol of(Transport transport) {
    return valueOf(transport.name());
  }
}
