package io.esgoperator.netpol.rule;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.Rule.Action;
import io.esgoperator.netpol.world.Answer;
import java.util.List;
import java.util.stream.Stream;

/**
 * A policy that selects some pods, in one direction.
 *
 * @param sure Yes, or Perhaps
 * @param isolates whether it closes what no rule opens
 */
public record SelectingPolicy(ReadPolicy policy, Answer sure, boolean isolates, List<Rule> rules) {
  /** Why it is unclear whether it selects the pods; empty where it is clear. */
  public Stream<String> doubts(TrafficEnd pod, Direction direction) {
    return sure == Answer.Yes ? Stream.empty() : policy.doubts(pod, direction);
  }

  /** Whether one of its rules opens a connection, provided that it selects the pods. */
  public Answer opens(Traffic traffic) {
    return Answer.any(rules, rule -> rule.action() == Action.Allow ? rule.on(traffic) : Answer.No);
  }
}
