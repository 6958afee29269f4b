package io.esgoperator.audit;

import io.esgoperator.catalog.Transport;

/** A transport protocol as policies write it. */
public enum Protocol {
  TCP,
  UDP,
  SCTP;

  public static Protocol of(Transport transport) {
    return valueOf(transport.name());
  }
}
