package io.esgoperator.netpol.rule;

import io.esgoperator.netpol.world.Answer;
import java.util.List;

/**
 * A policy that selects some pods, in one direction.
 *
 * @param sure Yes, or Perhaps
 */
public record SelectingPolicy(ReadPolicy policy, Answer sure, List<Rule> rules) {
  /** Whether one of its rules matches, provided that it selects the pods. */
  public Answer on(Traffic traffic) {
    return Answer.any(rules, rule -> rule.on(traffic));
  }
}
