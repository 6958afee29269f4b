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
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A tier in which the first matching rule decides: by priority, then by position in the policy. No
 * API defines the order of two policies with the same priority, or of two kinds; where they
 * disagree the result is unclear.
 *
 * @param kinds for each kind of policy, its policies by priority
 * @param names of all policies that select the pods
 */
record OrderedTier(
    Tier tier,
    List<List<List<SelectingPolicy>>> kinds,
    Direction direction,
    List<PolicyRef> names) {

  static OrderedTier of(
      Tier tier, List<SelectingPolicy> policies, Direction direction, List<PolicyRef> names) {
    return new OrderedTier(
        tier,
        grouped(policies, one -> one.policy().ref().kind()).stream()
            .map(kind -> grouped(kind, one -> one.policy().priority()))
            .toList(),
        direction,
        names);
  }

  private static <K> List<List<SelectingPolicy>> grouped(
      List<SelectingPolicy> policies, Function<SelectingPolicy, K> key) {
    Collection<List<SelectingPolicy>> groups =
        policies.stream()
            .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()))
            .values();
    return List.copyOf(groups);
  }

  /** By kind, then by priority. */
  Stream<SelectingPolicy> policies() {
    return kinds.stream().flatMap(List::stream).flatMap(List::stream);
  }

  Stream<Rule> rules() {
    return policies().flatMap(policy -> policy.rules().stream());
  }

  Proof judge(Traffic traffic, Supplier<Proof> next) {
    if (kinds.isEmpty()) {
      return next.get();
    }
    Hits hits = Hits.anyOf(kinds.stream().map(kind -> first(kind, traffic)).toList());
    if (hits.all().isEmpty()) {
      return next.get();
    }
    Hit first = hits.all().get(0);
    if (hits.all().size() == 1 && !hits.maybeMore() && !first.rule().action().isUnknown()) {
      return proofs(first.rule(), next).findFirst().orElseThrow();
    }
    return Proof.oneOf(
        Stream.concat(
                hits.all().stream().flatMap(hit -> proofs(hit.rule(), next)),
                hits.maybeMore() ? Stream.of(next.get()) : Stream.empty())
            .toList(),
        tier,
        names,
        doubts(hits, traffic));
  }

  private static Hits first(List<List<SelectingPolicy>> byPriority, Traffic traffic) {
    List<Hit> all = new ArrayList<>();
    for (List<SelectingPolicy> group : byPriority) {
      Hits hits = Hits.anyOf(group.stream().map(policy -> Hits.of(policy, traffic)).toList());
      all.addAll(hits.all());
      if (!hits.maybeMore()) {
        return new Hits(all, false);
      }
    }
    return new Hits(all, true);
  }

  /** The possible decisions on a connection that the rule matches. */
  private Stream<Proof> proofs(Rule rule, Supplier<Proof> next) {
    return switch (rule.action()) {
      case Allow -> Stream.of(Proof.byRule(Decision.Allowed, tier, rule, names));
      case Deny -> Stream.of(Proof.byRule(Decision.Denied, tier, rule, names));
      case Pass -> Stream.of(next.get());
      case Unknown, Unread ->
          Stream.of(
              Proof.byRule(Decision.Allowed, tier, rule, names),
              Proof.byRule(Decision.Denied, tier, rule, names),
              next.get());
    };
  }

  private List<String> doubts(Hits hits, Traffic traffic) {
    List<Hit> sure = hits.all().stream().filter(hit -> hit.sure() == Answer.Yes).toList();
    return Stream.of(
            hits.all().stream().flatMap(hit -> hit.doubts(traffic, direction)),
            sure.size() < 2
                ? Stream.<String>empty()
                : Stream.of(
                    "no API says which comes first: "
                        + sure.stream()
                            .map(hit -> hit.rule().ref().toString())
                            .collect(Collectors.joining(", "))))
        .flatMap(doubts -> doubts)
        .distinct()
        .toList();
  }

  private record Hit(SelectingPolicy policy, Rule rule, Answer sure) {
    Stream<String> doubts(Traffic traffic, Direction direction) {
      return Stream.of(
              policy.doubts(traffic.subject(direction), direction),
              rule.doubts(traffic),
              rule.action() == Action.Unknown
                  ? Stream.of(rule.ref() + ": its action is not one that is known")
                  : Stream.<String>empty())
          .flatMap(doubts -> doubts);
    }
  }

  /**
   * Rules, one of which decides; there may be more to decide where possibly none of them matches.
   */
  private record Hits(List<Hit> all, boolean maybeMore) {
    static Hits of(SelectingPolicy policy, Traffic traffic) {
      List<Hit> all = new ArrayList<>();
      for (Rule rule : policy.rules()) {
        Answer matches = rule.on(traffic).and(policy.sure());
        if (matches != Answer.No) {
          all.add(new Hit(policy, rule, matches));
        }
        if (matches == Answer.Yes) {
          return new Hits(all, false);
        }
      }
      return new Hits(all, true);
    }

    static Hits anyOf(List<Hits> alternatives) {
      return alternatives.size() == 1
          ? alternatives.get(0)
          : new Hits(
              alternatives.stream().flatMap(hits -> hits.all().stream()).toList(),
              alternatives.stream().allMatch(Hits::maybeMore));
    }
  }
}
