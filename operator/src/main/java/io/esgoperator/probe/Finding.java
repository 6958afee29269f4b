package io.esgoperator.probe;

/**
 * What one exchange with a peer showed, before anybody is blamed; the more telling ones first. Any
 * answer clears a path of what another peer showed: what only one of two unrelated peers shows lies
 * at that peer (protocols.md section 4.2).
 */
public enum Finding {
  /** The peer answered in its own protocol. */
  Answered(true),
  /** An address at which nobody lives answered in the protocol (protocols.md section 0.4). */
  AnswersForOthers(true),
  /** Unrelated peers show the same identity. */
  SameEverywhere(true),
  /** The certificate is of no trusted authority, or for another name. */
  ForeignCertificate(true),
  /** The greeting is overwritten with asterisks. */
  BannerMasked(true),
  /** STARTTLS is overwritten in the answer to EHLO. */
  StartTlsMasked(true),
  /** Another capability is overwritten in the answer to EHLO. */
  CapabilityMasked(true),
  /** A peer that is known to offer STARTTLS does not. */
  StartTlsStripped(true),
  /** A resolver answered in the place of an authoritative server. */
  DnsRedirected(true),
  /** One server sees questions over UDP come from another address than those over TCP. */
  EgressDiffers(true),
  /** An EDNS question got an answer without EDNS. */
  EdnsStripped(true),
  /** A signed answer came without its signatures. */
  DnssecStripped(true),
  /** The question's name came back in other letters. */
  CaseChanged(true),
  /** An answer was cut although the offered room holds it. */
  EdnsClamped(true),
  /** Short answers come, long ones do not. */
  LongAnswersLost(true),
  /** Slow questions are answered, fast ones are not. */
  RateLimited(true),
  /** A peer that speaks TLS 1.3 was made to speak an older version. */
  TlsLowered(true),
  /** A peer that selects h2 did not. */
  AlpnLowered(true),
  /** Unrelated peers answer through the same HTTP proxy. */
  ThroughProxy(true),
  /** A page with known content has another one. */
  ForeignPage(true),
  /** A connection to an address at which nobody lives was taken, and nothing was said on it. */
  ConnectsForOthers(true),
  /** Something answered that is not the peer's protocol. */
  ForeignAnswer(true),
  /**
   * The handshake completed and then nothing more came: something in between holds the connection.
   */
  Held(true),
  /** The connection was closed or reset before the peer said anything in its protocol. */
  ClosedEarly(true),
  /** An ICMP "administratively prohibited" or host-unreachable: a filter says no. */
  Prohibited(false),
  /**
   * A TCP reset or an ICMP port-unreachable: the port is closed, or a filter rejects. The two look
   * alike.
   */
  Refused(false),
  /** Nothing came back: dropped on the way, or the peer is down. */
  NoAnswer(false),
  /** Asked from a source to which the policy does not open the path, the peer was out of reach. */
  SourceRestricted(false),
  /** Asked from a source to which the policy does not open the path, the peer was reached. */
  SourceNotRestricted(true),
  /** The probe itself could not do its work; says nothing about the path. */
  ProbeFault(false);

  private final boolean connected;

  Finding(boolean connected) {
    this.connected = connected;
  }

  /** Whether somebody took the connection and spoke the protocol. */
  public boolean spoke() {
    return compareTo(ConnectsForOthers) < 0;
  }

  /** Whether somebody took the connection. */
  public boolean connected() {
    return connected;
  }
}
