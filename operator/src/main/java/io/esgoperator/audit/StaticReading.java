package io.esgoperator.audit;

import io.esgoperator.netpol.Proof;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.RuleRef;
import io.esgoperator.netpol.world.Tier;
import java.util.List;
import java.util.stream.Stream;

/**
 * The decision of the policies that select a pod on one connection in one direction, by their text
 * alone.
 *
 * @param tier of the policies that decide
 * @param policies those that decide, or on which it depends, by kind and name
 * @param notEvaluated policies that select, or may select, the pod and are not evaluated, by kind
 *     and name
 */
public record StaticReading(
    Kind kind, Tier tier, List<String> policies, List<String> notEvaluated) {
  /** The decision. */
  public enum Kind {
    /** No policy selects the pod, or none decides. */
    Unbound,
    /** A rule opens the connection. */
    Opened,
    /** A rule denies the connection, or NetworkPolicies select the pod and no rule opens it. */
    Closed,
    /** It depends on labels or on a named port that the text alone does not give. */
    Unclear
  }

  /**
   * Whether the connection is closed to every engine that enforces NetworkPolicies: one of them
   * isolates the pod, and neither it nor another policy opens the connection.
   */
  public boolean isClosedByNetworkPolicies() {
    return kind == Kind.Closed
        && tier == Tier.NetworkPolicy
        && policies.stream().anyMatch(title -> title.startsWith("NetworkPolicy "));
  }

  static StaticReading of(Proof proof, List<PolicyRef> notEvaluated) {
    return new StaticReading(
        switch (proof.decision()) {
          case Allowed -> proof.ground() == Proof.Ground.Rule ? Kind.Opened : Kind.Unbound;
          case Denied -> Kind.Closed;
          case Unclear -> Kind.Unclear;
        },
        proof.tier(),
        deciding(proof).map(PolicyRef::title).distinct().sorted().toList(),
        notEvaluated.stream().map(PolicyRef::title).toList());
  }

  private static Stream<PolicyRef> deciding(Proof proof) {
    return proof.rules().isEmpty()
        ? proof.policies().stream()
        : proof.rules().stream().map(RuleRef::policy);
  }
}
