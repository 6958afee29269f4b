package io.esgoperator.cli.explain;

import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.Connection;
import io.esgoperator.netpol.Evaluator;
import io.esgoperator.netpol.Proof;
import io.esgoperator.netpol.Ruling;
import io.esgoperator.netpol.TierTrace;
import io.esgoperator.netpol.world.Decision;
import java.util.List;

/**
 * Why a connection is allowed, or not.
 *
 * @param families with the same proofs
 * @param ends the client's, then the server's
 */
record Explanation(
    NamedEnd from, NamedEnd to, List<Family> families, Ruling ruling, List<EndProof> ends) {

  /** What is decided at one end, and by which policies of which tiers. */
  record EndProof(NamedEnd end, Direction direction, Proof proof, List<TierTrace> tiers) {
    /** {@code Egress of Pod mail/esg}. */
    String title() {
      return (direction == Direction.Outbound ? "Egress of " : "Ingress of ") + end.name();
    }
  }

  static Explanation of(Evaluator evaluator, NamedEnd from, NamedEnd to, Connection connection) {
    Ruling ruling = evaluator.rule(connection);
    Direction out = Direction.Outbound;
    Direction in = Direction.Inbound;
    return new Explanation(
        from,
        to,
        List.of(connection.family()),
        ruling,
        List.of(
            new EndProof(from, out, ruling.egress(), evaluator.tiers(connection, out)),
            new EndProof(to, in, ruling.ingress(), evaluator.tiers(connection, in))));
  }

  /** The same in other families. */
  Explanation in(List<Family> others) {
    return new Explanation(from, to, others, ruling, ends);
  }

  /** Whether another family has the same reasons. */
  boolean isLike(Explanation other) {
    return ends.equals(other.ends);
  }

  /** A policy that is not evaluated may say otherwise. */
  Decision decision() {
    return ruling.notEvaluated().isEmpty() ? ruling.decision() : Decision.Unclear;
  }

  String family() {
    return families.size() > 1 ? "both families" : families.get(0).name();
  }
}
