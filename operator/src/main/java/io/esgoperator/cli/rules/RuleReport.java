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
public record RuleReport(List<Result> results, String hint) {
  /**
   * What was found of a rule.
   *
   * @param pairs of its ends
   * @param breaches the first ones
   * @param more breaches that are counted alone
   */
  record Result(ReachRule rule, int pairs, List<Breach> breaches, int more) {
    boolean isHeld() {
      return breaches.isEmpty();
    }
  }

  static RuleReport of(List<Result> results, Evaluator evaluator) {
    return new RuleReport(
        results,
        EngineHint.of(
            results.stream()
                .flatMap(result -> result.breaches().stream())
                .anyMatch(breach -> evaluator.dependsOnEngine(breach.connection()))));
  }

  public boolean isHeld() {
    return results.stream().allMatch(Result::isHeld);
  }

  /** {@code 3 rules: 2 held, 1 violated.} */
  String sentence() {
    long held = results.stream().filter(Result::isHeld).count();
    return EngineHint.after(
        "%s: %d held, %d violated."
            .formatted(Count.of(results.size(), "rule", "rules"), held, results.size() - held),
        hint);
  }
}
