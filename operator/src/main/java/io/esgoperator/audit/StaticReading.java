package io.esgoperator.audit;

import java.util.List;

/**
 * What the NetworkPolicies that bind a pod's outbound traffic say of one connection, by their text
 * alone.
 *
 * @param policies names of those that bind the pod, sorted
 */
public record StaticReading(Kind kind, List<String> policies) {
  /** What they say. */
  public enum Kind {
    /** No policy binds the pod. */
    Unbound,
    /** A rule opens the connection. */
    Opened,
    /** Policies bind the pod, and no rule opens the connection. */
    Closed,
    /** It depends on labels or on a named port, which the text alone does not tell. */
    Unclear
  }

  static StaticReading of(Proof proof) {
    return new StaticReading(
        switch (proof.decision()) {
          case Allowed -> proof.ground() == Proof.Ground.Rule ? Kind.Opened : Kind.Unbound;
          case Denied -> Kind.Closed;
          case Unclear -> Kind.Unclear;
        },
        proof.policies().stream().map(PolicyRef::name).sorted().toList());
  }
}
