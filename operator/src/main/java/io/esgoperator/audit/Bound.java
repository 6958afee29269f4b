package io.esgoperator.audit;

import java.util.List;

/**
 * A policy as it binds some pods in one direction.
 *
 * @param sure Yes, or Perhaps
 */
record Bound(ReadPolicy policy, Answer sure, List<Rule> rules) {
  /** Whether one of its rules matches, given that it binds. */
  Answer on(Traffic traffic) {
    return Answer.any(rules, rule -> rule.on(traffic));
  }
}
