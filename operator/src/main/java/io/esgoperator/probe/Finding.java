package io.esgoperator.probe;

/**
 * The result of one exchange with a peer, before it is explained; the more specific ones first. One
 * answer clears a path of another peer's fault: a fault at one of two unrelated peers is that
 * peer's own (protocols.md section 4.2).
 */
public enum Finding {
  /** The peer answered in its own protocol. */
  Answered(true),
  /** An unused address answered in the protocol (protocols.md section 0.4). */
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
  /** A connection to an unused address was accepted, and nothing was said on it. */
  ConnectsForOthers(true),
  /** Something answered that is not the peer's protocol. */
  ForeignAnswer(true),
  /** The handshake completed, and then nothing came: something in between holds the connection. */
  Held(true),
  /** The connection was closed or reset before the peer said anything in its protocol. */
  ClosedEarly(true),
  /** An ICMP "administratively prohibited" or host-unreachable: a filter says no. */
  Prohibited(false),
  /**
   * A TCP reset or an ICMP port-unreachable: the port is closed, or a filter rejects. The two
   * cannot be told apart.
   */
  Refused(false),
  /** Nothing came back: dropped on the way, or the peer is down. */
  NoAnswer(false),
  /** A source to which the policy does not open the path could not reach the peer. */
  SourceRestricted(false),
  /** A source to which the policy does not open the path reached the peer. */
  SourceNotRestricted(true),
  /** The probe itself failed; this says nothing about the path. */
  ProbeFault(false);

  private final boolean connected;

  Finding(boolean connected) {
    this.connected = connected;
  }

  /** Whether the connection was accepted and the answer was in the protocol. */
  public boolean spoke() {
    return compareTo(ConnectsForOthers) < 0;
  }

  /** Whether the connection was accepted. */
  public boolean connected() {
    return connected;
  }
}
