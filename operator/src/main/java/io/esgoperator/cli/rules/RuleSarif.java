package io.esgoperator.cli.rules;

import io.esgoperator.cli.report.Sarif;
import io.esgoperator.manifest.Place;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report on rules for code review: a result for each violation. */
public final class RuleSarif {
  private static final List<Sarif.Rule> RULES =
      List.of(
          new Sarif.Rule("DenyViolated", "A rule denies what policies allow, or may allow."),
          new Sarif.Rule("RequireViolated", "A rule requires what policies close, or may close."));

  private RuleSarif() {}

  public static String write(RuleReport report) {
    return Sarif.of(
        "esg-operator connectivity",
        RULES,
        report.results().stream().flatMap(RuleSarif::results).toList());
  }

  private static Stream<Sarif.Result> results(RuleReport.Result result) {
    ReachRule rule = result.rule();
    String more = result.more() == 0 ? "" : " (and %d more)".formatted(result.more());
    return result.breaches().stream()
        .map(
            breach ->
                new Sarif.Result(
                    RULES.get(rule.kind().ordinal()).id(),
                    "error",
                    "%s%s: %s. Because: %s."
                        .formatted(
                            rule.name(),
                            more,
                            RuleText.line(breach),
                            breach.reasons().stream()
                                .map(Breach.Reason::toString)
                                .collect(Collectors.joining("; "))),
                    place(breach, rule)));
  }

  /** Where no policy has a part in it, the rule's own place. */
  private static Place place(Breach breach, ReachRule rule) {
    return breach.place() == null ? rule.place() : breach.place();
  }
}
