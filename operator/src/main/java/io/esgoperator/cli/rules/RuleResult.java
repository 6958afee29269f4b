package io.esgoperator.cli.rules;

import java.util.List;

/**
 * What was found of a rule.
 *
 * @param pairs of its ends
 * @param breaches the first ones
 * @param more breaches that are counted alone
 */
record RuleResult(ReachRule rule, int pairs, List<Breach> breaches, int more) {
  boolean isHeld() {
    return breaches.isEmpty();
  }
}
