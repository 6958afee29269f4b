package io.esgoperator.netpol;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.Rule;
import io.esgoperator.netpol.rule.SelectingPolicy;
import io.esgoperator.netpol.rule.Traffic;
import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The NetworkPolicies that select some pods in one direction. They add up: no policy closes what a
 * rule of another one opens, and what no rule opens is closed (policy-semantics.md section 1.1).
 *
 * @param names of all policies that select the pods
 */
record NetworkTier(List<SelectingPolicy> policies, Direction direction, List<PolicyRef> names) {

  Proof judge(Traffic traffic, Supplier<Proof> next) {
    if (policies.isEmpty()) {
      return next.get();
    }
    List<Rule> perhaps = new ArrayList<>();
    for (SelectingPolicy one : policies) {
      for (Rule rule : one.rules()) {
        Answer opens = rule.on(traffic).and(one.sure());
        if (opens == Answer.Yes) {
          return opened(rule);
        }
        if (opens == Answer.Perhaps) {
          perhaps.add(rule);
        }
      }
    }
    return perhaps.isEmpty() && isIsolated() ? closed() : either(traffic, perhaps, next);
  }

  /** Whether one of them certainly selects the pods. */
  boolean isIsolated() {
    return policies.stream().anyMatch(one -> one.sure() == Answer.Yes);
  }

  private Proof either(Traffic traffic, List<Rule> perhaps, Supplier<Proof> next) {
    List<Proof> possible = new ArrayList<>(perhaps.stream().map(this::opened).toList());
    if (policies.stream().anyMatch(one -> one.on(traffic) != Answer.Yes)) {
      possible.add(closed());
    }
    if (!isIsolated()) {
      possible.add(next.get());
    }
    return Proof.oneOf(possible, Tier.NetworkPolicy, names, doubts(traffic, perhaps));
  }

  private List<String> doubts(Traffic traffic, List<Rule> perhaps) {
    return Stream.concat(
            policies.stream().flatMap(one -> one.doubts(traffic.subject(direction), direction)),
            perhaps.stream().flatMap(rule -> rule.doubts(traffic)))
        .distinct()
        .toList();
  }

  private Proof opened(Rule rule) {
    return Proof.byRule(Decision.Allowed, Tier.NetworkPolicy, rule, names);
  }

  private Proof closed() {
    return new Proof(
        Decision.Denied,
        Proof.Ground.NoRuleMatches,
        Tier.NetworkPolicy,
        List.of(),
        policies.stream().map(one -> one.policy().ref()).toList(),
        List.of());
  }
}
