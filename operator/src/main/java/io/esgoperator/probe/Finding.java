package io.esgoperator.probe;

import io.esgoperator.api.v1alpha1.Reason;
import java.util.EnumSet;
import java.util.Set;

/**
 * The result of one exchange with a peer, before it is explained; the more specific ones first. One
 * answer clears a path of another peer's fault: a fault at one of two unrelated peers is that
 * peer's own (protocols.md section 4.2).
 */
public enum Finding {
  /** The peer answered in its own protocol. */
  Answered(true, Reason.Answered),
  /**
   * The peer answered in its own protocol, and did not take what was asked: a refusal at once, a
   * bad request, an alert that is no demand for a certificate.
   */
  Declined(true, Reason.Answered),
  /** An unused address answered in the protocol (protocols.md section 0.4). */
  AnswersForOthers(true, Reason.AnswersForOthers),
  /** Unrelated peers show the same identity. */
  SameEverywhere(true, Reason.SameEverywhere),
  /** The certificate is of no trusted authority, or for another name. */
  ForeignCertificate(true, Reason.ForeignCertificate),
  /** The greeting is overwritten with asterisks. */
  BannerMasked(true, Reason.BannerMasked),
  /** STARTTLS is overwritten in the answer to EHLO. */
  StartTlsMasked(true, Reason.StartTlsMasked),
  /** Another capability is overwritten in the answer to EHLO. */
  CapabilityMasked(true, Reason.CapabilityMasked),
  /** A peer that is known to offer STARTTLS does not. */
  StartTlsStripped(true, Reason.StartTlsStripped),
  /** A peer that is known to speak TLS greeted, and TLS after STARTTLS was cut or refused. */
  StartTlsCut(true, Reason.ClosedEarly),
  /** A resolver answered in the place of an authoritative server. */
  DnsRedirected(true, Reason.DnsRedirected),
  /** One server sees questions over UDP come from another address than those over TCP. */
  EgressDiffers(true, Reason.EgressDiffers),
  /** An EDNS question got an answer without EDNS. */
  EdnsStripped(true, Reason.EdnsStripped),
  /** A signed answer came without its signatures. */
  DnssecStripped(true, Reason.DnssecStripped),
  /** The question's name came back in other letters. */
  CaseChanged(true, Reason.CaseChanged),
  /** An answer was cut although the offered room holds it. */
  EdnsClamped(true, Reason.EdnsClamped),
  /** Short answers come, long ones do not. */
  LongAnswersLost(true, Reason.LongAnswersLost),
  /** Slow questions are answered, fast ones are not. */
  RateLimited(true, Reason.RateLimited),
  /** A peer that speaks TLS 1.3 was made to speak an older version. */
  TlsLowered(true, Reason.TlsLowered),
  /** A peer that selects h2 did not. */
  AlpnLowered(true, Reason.AlpnLowered),
  /** Unrelated peers answer through the same HTTP proxy. */
  ThroughProxy(true, Reason.ThroughProxy),
  /** A page with known content has another one. */
  ForeignPage(true, Reason.ForeignPage),
  /** The peer said a word in its protocol, and then nothing more. */
  FellSilent(true, Reason.Held),
  /** A connection to an unused address was accepted, and nothing was said on it. */
  ConnectsForOthers(true, Reason.ConnectsForOthers),
  /** With the declared PROXY header the peer fails, and without it it answers. */
  ProxyHeaderRefused(true, Reason.ProxyHeaderRefused),
  /** Something answered that is not the peer's protocol. */
  ForeignAnswer(true, Reason.ForeignAnswer),
  /** What answered does not speak TLS, where TLS is expected. */
  ClearText(true, Reason.ForeignAnswer),
  /** The connection opened, and TLS on it then stalled in silence: not a byte came. */
  HandshakeStalled(true, Reason.HandshakeStalled),
  /** Bytes came, before TLS or in it, and TLS then stalled. */
  HandshakeUnfinished(true, Reason.HandshakeStalled),
  /** The handshake completed, and then not a byte came: something in between holds it. */
  Held(true, Reason.Held),
  /** Bytes came, and no complete word in time. */
  HeldMidWord(true, Reason.Held),
  /** The connection was closed or reset before the peer said anything in its protocol. */
  ClosedEarly(true, Reason.ClosedEarly),
  /** An ICMP "administratively prohibited" or host-unreachable: a filter says no. */
  Prohibited(false, Reason.Prohibited),
  /**
   * A TCP reset or an ICMP port-unreachable: the port is closed, or a filter rejects. The two
   * cannot be told apart.
   */
  Refused(false, Reason.Refused),
  /** Nothing came back: dropped on the way, or the peer is down. */
  NoAnswer(false, Reason.NoAnswer),
  /** A source to which the policy does not open the path could not reach the peer. */
  SourceRestricted(false, Reason.SourceRestricted),
  /** A source to which the policy does not open the path reached the peer. */
  SourceNotRestricted(true, Reason.SourceNotRestricted),
  /** Neither the pod nor a router has a route in the family: no packet left. */
  NoRoute(false, Reason.ProbeFault),
  /** The probe itself failed; this says nothing about the path. */
  ProbeFault(false, Reason.ProbeFault);

  private static final Set<Finding> NO_WORD = EnumSet.range(HandshakeStalled, ClosedEarly);

  private static final Set<Finding> NO_CONNECTION = EnumSet.of(Refused, NoAnswer);

  private final boolean connected;
  private final Reason reason;

  Finding(boolean connected, Reason reason) {
    this.connected = connected;
    this.reason = reason;
  }

  /** What the status says of it. */
  public Reason reason() {
    return reason;
  }

  /** Whether the peer answered in its own protocol, and nothing is found on the path to it. */
  public boolean answered() {
    return this == Answered || this == Declined;
  }

  /** Whether the connection was accepted and the answer was in the protocol. */
  public boolean spoke() {
    return compareTo(ConnectsForOthers) < 0;
  }

  /** Whether no packet was sent, so that this says nothing about the peer. */
  public boolean isFault() {
    return this == NoRoute || this == ProbeFault;
  }

  /**
   * Whether two unrelated servers show the same by these: only then is it no server's own fault.
   */
  public boolean agreesWith(Finding other) {
    return this == other
        || NO_WORD.contains(this) && NO_WORD.contains(other)
        || NO_CONNECTION.contains(this) && NO_CONNECTION.contains(other);
  }

  /**
   * Whether a packet came back. A host that is unreachable, a pod's own kernel tells as well, where
   * it has no network yet.
   */
  public boolean replied() {
    return connected || this == Refused;
  }

  /** Whether the connection was accepted. */
  public boolean connected() {
    return connected;
  }
}
