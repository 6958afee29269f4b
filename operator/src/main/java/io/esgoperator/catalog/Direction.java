package io.esgoperator.catalog;

/** Who opens the connection. */
public enum Direction {
  Inbound,
  Outbound
}
