package io.esgoperator.probe;

/** What one exchange with a peer showed, before anybody is blamed. */
public enum Finding {
  /** The peer answered in its own protocol. */
  Answered,
  /** Nothing came back: dropped on the way, or the peer is down. */
  NoAnswer,
  /**
   * A TCP reset or an ICMP port-unreachable: the port is closed, or a filter rejects. The two look
   * alike.
   */
  Refused,
  /** An ICMP "administratively prohibited" or host-unreachable: a filter says no. */
  Prohibited,
  /**
   * The handshake completed and then nothing more came: something in between holds the connection.
   */
  Held,
  /** The connection was closed or reset before the peer said anything in its protocol. */
  ClosedEarly,
  /** Something answered that is not the peer's protocol. */
  ForeignAnswer,
  /** The probe itself could not do its work; says nothing about the path. */
  ProbeFault;

  /** Whether somebody took the connection. */
  public boolean connected() {
    return switch (this) {
      case Answered, Held, ClosedEarly, ForeignAnswer -> true;
      case NoAnswer, Refused, Prohibited, ProbeFault -> false;
    };
  }
}
