package io.esgoperator.netpol;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.Rule;
import io.esgoperator.netpol.rule.Rule.Action;
import io.esgoperator.netpol.rule.SelectingPolicy;
import io.esgoperator.netpol.rule.Traffic;
import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The NetworkPolicies and Cilium's policies that select some pods in one direction. They add up: no
 * policy closes what a rule of another one opens, and what no rule opens is closed
 * (policy-semantics.md section 1.1). Only what a rule of Cilium's denies stays closed
 * (docs.cilium.io, security/policy/language, Deny Policies).
 *
 * @param limits the rules that do not only open
 * @param isolating those that close what no rule opens
 * @param names of all policies that select the pods
 */
record NetworkTier(
    List<SelectingPolicy> policies,
    List<Limit> limits,
    List<PolicyRef> isolating,
    Direction direction,
    List<PolicyRef> names) {

  /** A rule that denies, or of which it is not known what it does beside opening. */
  private record Limit(SelectingPolicy policy, Rule rule) {
    Answer on(Traffic traffic) {
      return rule.on(traffic).and(policy.sure());
    }

    boolean denies() {
      return rule.action() == Action.Deny;
    }
  }

  static NetworkTier of(
      List<SelectingPolicy> policies, Direction direction, List<PolicyRef> names) {
    List<Limit> limits =
        policies.stream()
            .flatMap(one -> one.rules().stream().map(rule -> new Limit(one, rule)))
            .filter(limit -> limit.rule().action() != Action.Allow)
            .toList();
    List<PolicyRef> isolating =
        policies.stream()
            .filter(SelectingPolicy::isolates)
            .map(one -> one.policy().ref())
            .distinct()
            .toList();
    return new NetworkTier(policies, limits, isolating, direction, names);
  }

  Proof judge(Traffic traffic, Supplier<Proof> next) {
    if (policies.isEmpty()) {
      return next.get();
    }
    Optional<Proof> denied = denied(traffic);
    return denied.isPresent() ? denied.get() : limited(traffic, opened(traffic, next));
  }

  /**
   * The same of a connection that is open unless a rule denies it, as one of a pod's own node is
   * (cilium/cilium v1.20.2: pkg/policy/repository.go, AlwaysAllowLocalhost).
   */
  Proof judgeOpen(Traffic traffic, Proof open) {
    return denied(traffic).orElseGet(() -> limited(traffic, open));
  }

  private Optional<Proof> denied(Traffic traffic) {
    for (Limit limit : limits) {
      if (limit.denies() && limit.on(traffic) == Answer.Yes) {
        return Optional.of(denied(limit.rule()));
      }
    }
    return Optional.empty();
  }

  /** A decision that holds unless a rule closes the connection. */
  private Proof limited(Traffic traffic, Proof otherwise) {
    if (limits.isEmpty()) {
      return otherwise;
    }
    List<Limit> limiting = limits.stream().filter(limit -> limit.on(traffic) != Answer.No).toList();
    if (limiting.isEmpty()) {
      return otherwise;
    }
    return Proof.oneOf(
        Stream.concat(
                limiting.stream()
                    .flatMap(
                        limit ->
                            limit.denies()
                                ? Stream.of(denied(limit.rule()))
                                : Stream.of(denied(limit.rule()), opened(limit.rule()))),
                Stream.of(otherwise))
            .toList(),
        Tier.NetworkPolicy,
        names,
        limiting.stream()
            .flatMap(
                limit ->
                    Stream.concat(
                        limit.policy().doubts(traffic.subject(direction), direction),
                        limit.rule().doubts(traffic)))
            .distinct()
            .toList());
  }

  private Proof opened(Traffic traffic, Supplier<Proof> next) {
    List<Rule> perhaps = new ArrayList<>();
    for (SelectingPolicy one : policies) {
      for (Rule rule : one.rules()) {
        Answer opens = rule.action() == Action.Allow ? rule.on(traffic).and(one.sure()) : Answer.No;
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

  /** Whether one of them certainly selects the pods and closes what no rule opens. */
  boolean isIsolated() {
    return policies.stream().anyMatch(one -> one.isolates() && one.sure() == Answer.Yes);
  }

  /** Whether a NetworkPolicy does, so that no engine matters. */
  boolean isIsolatedAnywhere() {
    return policies.stream()
        .filter(one -> one.policy().ref().isNetworkPolicy())
        .anyMatch(one -> one.sure() == Answer.Yes);
  }

  private Proof either(Traffic traffic, List<Rule> perhaps, Supplier<Proof> next) {
    List<Proof> possible = new ArrayList<>(perhaps.stream().map(this::opened).toList());
    if (policies.stream().anyMatch(one -> one.isolates() && one.opens(traffic) != Answer.Yes)) {
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

  /** No NetworkPolicy opens what is denied, so that it counts as an administrator's. */
  private Proof denied(Rule rule) {
    return Proof.byRule(Decision.Denied, Tier.Admin, rule, names);
  }

  private Proof closed() {
    return new Proof(
        Decision.Denied,
        Proof.Ground.NoRuleMatches,
        Tier.NetworkPolicy,
        List.of(),
        isolating,
        List.of());
  }
}
