package io.esgoperator.cli.rules;

import io.esgoperator.cli.report.EngineHint;
import io.esgoperator.model.Count;
import io.esgoperator.netpol.Evaluator;
import java.util.List;

/**
 * What was found of some rules.
 *
 * @param hint how more becomes clear; empty where there is none
 */
public record RuleReport(List<RuleResult> results, String hint) {
  static RuleReport of(List<RuleResult> results, Evaluator evaluator) {
    return new RuleReport(
        results,
        EngineHint.of(
            results.stream()
                .flatMap(result -> result.breaches().stream())
                .anyMatch(breach -> evaluator.dependsOnEngine(breach.connection()))));
  }

  public boolean isHeld() {
    return results.stream().allMatch(RuleResult::isHeld);
  }

  /** {@code 3 rules: 2 held, 1 violated.} */
  String sentence() {
    long held = results.stream().filter(RuleResult::isHeld).count();
    return EngineHint.after(
        "%s: %d held, %d violated."
            .formatted(Count.of(results.size(), "rule", "rules"), held, results.size() - held),
        hint);
  }
}
