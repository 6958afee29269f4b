package io.esgoperator.cli.explain;

import io.esgoperator.cli.explain.Explanation.EndProof;
import io.esgoperator.cli.gateway.PolicyPlaces;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Listing;
import io.esgoperator.netpol.Connection;
import io.esgoperator.netpol.Proof;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.Tier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in one sentence what would have to change. */
record Change(PolicyPlaces places) {
  private static final int MOST = 3;

  /** Empty where the connection is allowed. */
  String sentence(Explanation explanation) {
    String parts =
        Stream.concat(
                explanation.ruling().decision() == Decision.Denied
                    ? ends(explanation, Decision.Denied).map(end -> opened(explanation, end))
                    : ends(explanation, Decision.Unclear).map(Change::known),
                explanation.ruling().notEvaluated().stream().map(Change::read))
            .collect(Collectors.joining("; and "));
    if (parts.isEmpty()) {
      return "";
    }
    return explanation.ruling().decision() == Decision.Denied
        ? "To open it, " + parts + "."
        : "To decide it, " + parts + ".";
  }

  private static Stream<EndProof> ends(Explanation explanation, Decision decision) {
    return explanation.ends().stream().filter(end -> end.proof().decision() == decision);
  }

  private String opened(Explanation explanation, EndProof end) {
    Proof proof = end.proof();
    boolean outbound = end.direction() == Direction.Outbound;
    Connection connection = explanation.ruling().connection();
    String rule =
        "an %s rule for %s %d %s %s"
            .formatted(
                outbound ? "egress" : "ingress",
                connection.protocol(),
                connection.port(),
                outbound ? "to" : "from",
                outbound ? explanation.to().name() : explanation.from().name());
    if (proof.ground() == Proof.Ground.Rule) {
      if (proof.rules().get(0).list().endsWith("Deny")) {
        return "take the connection out of %s, since no other rule opens it"
            .formatted(places.named(proof.rules().get(0)));
      }
      return "take the connection out of %s, or put %s before it that allows it%s"
          .formatted(
              places.named(proof.rules().get(0)),
              rule,
              proof.tier() == Tier.Baseline
                  ? ", or select %s by a NetworkPolicy with such a rule".formatted(end.end().name())
                  : "");
    }
    return "give %s %s"
        .formatted(
            Listing.of(proof.policies().stream().map(places::named).toList(), MOST, " or ", " or "),
            rule);
  }

  private static String known(EndProof end) {
    return "find out what is not known: " + String.join("; ", end.proof().doubts());
  }

  private static String read(PolicyRef policy) {
    return "read %s, whose kind is not evaluated".formatted(policy);
  }
}
