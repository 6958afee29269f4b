package io.esgoperator.catalog;

/** Which end opens the connection. */
public enum Direction {
  Inbound,
  Outbound
}
