package io.esgoperator.model;

/** Which end opens the connection. */
public enum Direction {
  Inbound,
  Outbound
}
