package io.esgoperator.api.v1alpha1;

import java.util.EnumSet;
import java.util.Set;

/** The conditions of an instance, in the order in which the status lists them. */
public enum ConditionType {
  /** Mail can flow. */
  Ready,
  /** Only until the first round of the spec has ended; kstatus then reads InProgress. */
  Reconciling,
  /** Only where the operator makes no progress until something is changed; kstatus reads Failed. */
  Stalled,
  PolicyApplied,
  PolicyEnforced,
  PathsOpen,
  InspectionFree,
  Degraded,
  PeersResolved,
  SourceAddressKept,
  /** Only where the spec says by which addresses the gateway is to leave. */
  EgressAsExpected,
  /** Only where the spec names the gateway's domains: PTR, SPF, MX, MTA-STS. */
  NamesInOrder,
  /** Only where the spec names block lists. */
  NotListed,
  /** Only where a certificate of the gateway's ports ends soon, or is not valid. */
  CertificatesValid,
  ProbeAsDeclared,
  OperatorInstalled,
  /** Only where the operator cannot read the spec. */
  SpecReadable;

  private static final Set<ConditionType> TELLING_OF_TROUBLE =
      EnumSet.of(Reconciling, Stalled, Degraded);

  /** Whether the condition is as it should be by its status: True, False or Unknown. */
  public boolean isMetBy(String status) {
    return status.equals(TELLING_OF_TROUBLE.contains(this) ? "False" : "True");
  }
}
