package io.esgoperator.netpol.world;

/** The levels of policies, in their order of precedence (network-policy-api, v1alpha2). */
public enum Tier {
  Admin,
  NetworkPolicy,
  Baseline,
  /** No policy decides. */
  Default
}
