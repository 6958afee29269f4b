package io.esgoperator.cli.explain;

import io.esgoperator.cli.explain.Explanation.EndProof;
import io.esgoperator.cli.gateway.PolicyPlaces;
import io.esgoperator.cli.report.EngineHint;
import io.esgoperator.cli.report.TextTable;
import io.esgoperator.manifest.Place;
import io.esgoperator.model.PlainText;
import io.esgoperator.netpol.Connection;
import io.esgoperator.netpol.Evaluator;
import io.esgoperator.netpol.TierTrace;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.RuleRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Explanations for people, with the evaluator that they are made of. */
record ExplainText(PolicyPlaces places, Evaluator evaluator) {
  private static final List<String> HEADS = List.of("TIER", "POLICY", "RULE", "SAYS", "AT");

  String write(List<Explanation> explanations) {
    return explanations.stream()
        .map(one -> String.join("\n", lines(one)) + "\n")
        .collect(Collectors.joining("\n"));
  }

  private List<String> lines(Explanation explanation) {
    Connection connection = explanation.ruling().connection();
    List<String> lines = new ArrayList<>();
    lines.add(
        PlainText.line(
            "%s to %s, %s %d, %s: %s"
                .formatted(
                    explanation.from().name(),
                    explanation.to().name(),
                    connection.protocol(),
                    connection.port(),
                    explanation.family(),
                    explanation.decision())));
    for (EndProof end : explanation.ends()) {
      lines.add("");
      lines.add(
          PlainText.line(
              "%s: %s, %s".formatted(end.title(), end.proof().decision(), end.proof().text())));
      if (!end.tiers().isEmpty()) {
        TextTable.of(HEADS, end.tiers().stream().flatMap(tier -> rows(tier, end)))
            .lines()
            .forEach(line -> lines.add("  " + line));
      }
    }
    lines.addAll(notEvaluated(explanation));
    String change = new Change(places).sentence(explanation);
    if (!change.isEmpty()) {
      lines.add("");
      lines.add(
          PlainText.line(
              EngineHint.after(
                  change,
                  EngineHint.of(evaluator.dependsOnEngine(explanation.ruling().connection())))));
    }
    return lines;
  }

  private List<String> notEvaluated(Explanation explanation) {
    List<String> lines = new ArrayList<>();
    for (PolicyRef policy : explanation.ruling().notEvaluated()) {
      lines.add("");
      lines.add(PlainText.line(places.named(policy) + " may say otherwise and is not evaluated."));
    }
    return lines;
  }

  /** A row for each rule that matches, and one for each policy without such a rule. */
  private Stream<List<String>> rows(TierTrace tier, EndProof end) {
    return tier.policies().stream()
        .flatMap(
            policy -> {
              List<TierTrace.Match> matches =
                  tier.matches().stream()
                      .filter(match -> match.rule().policy().equals(policy))
                      .toList();
              return matches.isEmpty()
                  ? Stream.of(
                      List.of(
                          tier.tier().name(),
                          policy.toString(),
                          "-",
                          "no rule matches",
                          places.of(policy).map(Place::toString).orElse("-")))
                  : matches.stream().map(match -> row(tier, match, end));
            });
  }

  private List<String> row(TierTrace tier, TierTrace.Match match, EndProof end) {
    return List.of(
        tier.tier().name(),
        match.rule().policy().toString(),
        ruleName(match.rule()),
        (match.isSure() ? "" : "may ") + match.action().toLowerCase(Locale.ROOT) + role(match, end),
        at(match.rule()));
  }

  private String at(RuleRef rule) {
    Optional<Place> policy = places.of(rule.policy());
    return places
        .of(rule)
        .filter(place -> !policy.equals(Optional.of(place)))
        .map(place -> policy.orElseThrow() + ", rule in line " + place.line())
        .or(() -> policy.map(Place::toString))
        .orElse("-");
  }

  private static String role(TierTrace.Match match, EndProof end) {
    if (!end.proof().rules().contains(match.rule())) {
      return "";
    }
    return end.proof().decision() == Decision.Unclear ? ", and it depends on that" : ", decides";
  }

  private static String ruleName(RuleRef rule) {
    return rule.toString().substring(rule.policy().toString().length() + 1);
  }
}
