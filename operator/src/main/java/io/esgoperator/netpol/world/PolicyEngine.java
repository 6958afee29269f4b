package io.esgoperator.netpol.world;

/** What enforces the policies. Kubernetes leaves open some of what a NetworkPolicy says. */
public enum PolicyEngine {
  /** To it a network holds no pod and no node, whatever addresses these have. */
  Cilium,
  /** To all others a network holds every pod and node with an address in it. */
  Other,
  /** One of both: what they decide differently is unclear. */
  Unknown
}
