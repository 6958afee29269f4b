package io.esgoperator.cli.rules;

import io.esgoperator.cli.workloads.PortsText;
import io.esgoperator.model.Count;
import io.esgoperator.model.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The report on rules for people: violated ones first. */
public final class RuleText {
  /** Breaches of a rule on a screen. */
  private static final int MOST = 20;

  private RuleText() {}

  public static String write(RuleReport report) {
    List<String> lines = new ArrayList<>();
    report.results().stream()
        .filter(result -> !result.isHeld())
        .forEach(
            result -> {
              lines.add("Violated: " + result.rule().name());
              result.breaches().stream().limit(MOST).forEach(breach -> lines.addAll(lines(breach)));
              int more = result.breaches().size() - MOST + result.more();
              if (more > 0) {
                lines.add("  and %d more".formatted(more));
              }
              lines.add("");
            });
    report.results().stream()
        .filter(RuleReport.Result::isHeld)
        .forEach(
            result ->
                lines.add(
                    "Held: %s, by %s"
                        .formatted(
                            result.rule().name(), Count.of(result.pairs(), "pair", "pairs"))));
    if (report.results().stream().anyMatch(RuleReport.Result::isHeld)) {
      lines.add("");
    }
    lines.add(report.sentence());
    return lines.stream().map(PlainText::line).collect(Collectors.joining("\n", "", "\n"));
  }

  private static List<String> lines(Breach breach) {
    List<String> lines = new ArrayList<>();
    lines.add("  " + line(breach));
    breach.reasons().forEach(reason -> lines.add("    " + reason));
    return lines;
  }

  /** {@code Pod a/b to Pod a/c, TCP 25, IPv4: allowed}. */
  static String line(Breach breach) {
    return "%s to %s, %s, %s: %s"
        .formatted(
            breach.from(),
            breach.to(),
            PortsText.of(breach.ports()),
            breach.family(),
            breach.decision().name().toLowerCase(Locale.ROOT));
  }
}
