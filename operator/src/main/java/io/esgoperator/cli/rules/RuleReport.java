package io.esgoperator.cli.rules;

import java.util.List;

/** What was found of some rules. */
public record RuleReport(List<RuleResult> results) {
  public boolean isHeld() {
    return results.stream().allMatch(RuleResult::isHeld);
  }

  /** {@code 3 rules: 2 held, 1 violated.} */
  String sentence() {
    long held = results.stream().filter(RuleResult::isHeld).count();
    return "%d %s: %d held, %d violated."
        .formatted(
            results.size(), results.size() == 1 ? "rule" : "rules", held, results.size() - held);
  }
}
