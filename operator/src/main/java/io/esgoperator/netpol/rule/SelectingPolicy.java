package io.esgoperator.netpol.rule;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.world.Answer;
import java.util.List;
import java.util.stream.Stream;

/**
 * A policy that selects some pods, in one direction.
 *
 * @param sure Yes, or Perhaps
 */
public record SelectingPolicy(ReadPolicy policy, Answer sure, List<Rule> rules) {
  /** Why it is unclear whether it selects the pods; empty where it is clear. */
  public Stream<String> doubts(TrafficEnd pod, Direction direction) {
    return sure == Answer.Yes ? Stream.empty() : policy.doubts(pod, direction);
  }

  /** Whether one of its rules matches, provided that it selects the pods. */
  public Answer on(Traffic traffic) {
    return Answer.any(rules, rule -> rule.on(traffic));
  }
}
