package io.esgoperator.cli.rules;

import io.esgoperator.cli.gateway.PolicyPlaces;
import io.esgoperator.cli.rules.Breach.Reason;
import io.esgoperator.manifest.Place;
import io.esgoperator.model.Direction;
import io.esgoperator.netpol.Connection;
import io.esgoperator.netpol.Evaluator;
import io.esgoperator.netpol.PortSpan;
import io.esgoperator.netpol.Proof;
import io.esgoperator.netpol.Ruling;
import io.esgoperator.netpol.TierTrace;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.RuleRef;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Says by which policies and rules a connection is as a rule does not want it. */
record BreachReasons(Evaluator evaluator, PolicyPlaces places) {
  /** The spans of a breach of which the reasons are told. */
  private static final int SPANS = 5;

  /**
   * The same breach with its reasons; of unsure sides it is not known whether the rule names them.
   */
  Breach of(Breach breach, Stream<RuleSide> unsure) {
    Set<Reason> reasons = new LinkedHashSet<>();
    unsure
        .map(
            side ->
                "not all labels of %s are known, and the rule asks for one".formatted(side.name()))
        .forEach(text -> reasons.add(new Reason(text, null)));
    breach.ports().stream()
        .limit(SPANS)
        .flatMap(span -> reasons(breach, span))
        .forEach(reasons::add);
    return breach.with(reasons);
  }

  private Stream<Reason> reasons(Breach breach, PortSpan span) {
    Ruling ruling = evaluator.rule(breach.connection(span));
    return Stream.concat(
        Stream.of(Direction.Outbound, Direction.Inbound)
            .flatMap(direction -> reasons(breach, ruling, direction)),
        ruling.notEvaluated().stream()
            .map(
                policy ->
                    new Reason(
                        policy + " may say otherwise and is not evaluated",
                        places.of(policy).orElse(null))));
  }

  private Stream<Reason> reasons(Breach breach, Ruling ruling, Direction direction) {
    boolean out = direction == Direction.Outbound;
    Proof proof = out ? ruling.egress() : ruling.ingress();
    if (ruling.decision() != Decision.Allowed && proof.decision() == Decision.Allowed) {
      return Stream.empty();
    }
    String title =
        out ? "egress of %s: ".formatted(breach.from()) : "ingress of %s: ".formatted(breach.to());
    if (proof.ground() == Proof.Ground.Rule) {
      return rules(ruling.connection(), proof, direction)
          .map(rule -> new Reason(title + rule, places.of(rule).orElse(null)));
    }
    return proof.ground() == Proof.Ground.Outside
        ? Stream.empty()
        : Stream.of(new Reason(title + proof.text(), place(proof)));
  }

  /** All rules that say the same: to take away one is not enough. */
  private Stream<RuleRef> rules(Connection connection, Proof proof, Direction direction) {
    String action = proof.decision() == Decision.Allowed ? "Allow" : "Deny";
    return Stream.concat(
            proof.rules().stream(),
            evaluator.tiers(connection, direction).stream()
                .filter(tier -> tier.tier() == proof.tier())
                .flatMap(tier -> tier.matches().stream())
                .filter(match -> match.isSure() && match.action().equals(action))
                .map(TierTrace.Match::rule))
        .distinct();
  }

  private Place place(Proof proof) {
    return Stream.concat(
            proof.rules().stream().flatMap(rule -> places.of(rule).stream()),
            proof.policies().stream().flatMap(one -> places.of(one).stream()))
        .findFirst()
        .orElse(null);
  }
}
