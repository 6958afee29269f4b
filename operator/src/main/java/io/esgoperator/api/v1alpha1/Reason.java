package io.esgoperator.api.v1alpha1;

/**
 * Why a path or a canary has its verdict. Names are stable: dashboards, alerts and other programs
 * select by them.
 */
public enum Reason {
  // What the probe saw; each has a finding of the same name in the probe's report.
  Answered,
  AnswersForOthers,
  SameEverywhere,
  ForeignCertificate,
  BannerMasked,
  StartTlsMasked,
  CapabilityMasked,
  StartTlsStripped,
  DnsRedirected,
  EgressDiffers,
  EdnsStripped,
  DnssecStripped,
  CaseChanged,
  EdnsClamped,
  LongAnswersLost,
  RateLimited,
  TlsLowered,
  AlpnLowered,
  ThroughProxy,
  ForeignPage,
  ConnectsForOthers,
  ProxyHeaderRefused,
  ForeignAnswer,
  HandshakeStalled,
  Held,
  ClosedEarly,
  Prohibited,
  Refused,
  NoAnswer,
  SourceRestricted,
  SourceNotRestricted,
  ProbeFault,
  // What the whole round shows of a path.
  ServiceClosed,
  NoWayOut,
  NothingReached,
  LargePacketsLost,
  Unstable,
  Unconfirmed,
  NotProbedYet,
  NotProbed,
  // Why a path cannot be asked.
  Unverifiable,
  TargetUnresolved,
  TargetNotDeclared,
  TargetNotAllowed,
  NoTarget,
  OtherNamespace,
  TooManySelectors,
  NoGatewayPod,
  BoundOtherwise,
  // Why the probe, or the probe to compare it with, has no result.
  ProbeImagePull,
  ProbeArchitecture,
  ProbePodConfig,
  ProbeUnschedulable,
  QuotaExceeded,
  ProbeForbidden,
  ProbeNameTaken,
  ProbeNotCreated,
  ProbeDeadline,
  ProbeEvicted,
  ProbeOutOfMemory,
  ProbeFailed,
  ProbeChanged,
  ResultTruncated,
  ReportUnreadable,
  ControlBound,
  /** The result of the probe to compare with was read. */
  Read,
  // What the canary saw.
  Silence,
  Rejection,
  Reached,
  CanaryUnreachable,
  NotTried;

  /** An answer needs no reason: null for it. */
  static Reason unlessAnswered(Reason reason) {
    return reason == Answered ? null : reason;
  }
}
