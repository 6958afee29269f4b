package io.esgoperator.audit;

import io.esgoperator.catalog.Direction;
import java.util.List;

/**
 * All that binds some pods in one direction, tier by tier.
 *
 * @param names of every policy that selects them, sorted
 * @param notEvaluated those that select them, or may, and are not read
 */
record Bindings(
    OrderedTier admin,
    NetworkTier network,
    OrderedTier baseline,
    List<PolicyRef> names,
    List<PolicyRef> notEvaluated) {

  static Bindings of(
      List<Bound> bound, Direction direction, List<PolicyRef> names, List<PolicyRef> notEvaluated) {
    return new Bindings(
        OrderedTier.of(Tier.Admin, of(bound, Tier.Admin), direction, names),
        new NetworkTier(of(bound, Tier.NetworkPolicy), direction, names),
        OrderedTier.of(Tier.Baseline, of(bound, Tier.Baseline), direction, names),
        names,
        notEvaluated);
  }

  private static List<Bound> of(List<Bound> bound, Tier tier) {
    return bound.stream().filter(one -> one.policy().tier() == tier).toList();
  }

  Proof judge(Traffic traffic) {
    return admin.judge(
        traffic,
        () -> network.judge(traffic, () -> baseline.judge(traffic, this::withoutDecision)));
  }

  private Proof withoutDecision() {
    return new Proof(
        Decision.Allowed,
        names.isEmpty() ? Proof.Ground.NotSelected : Proof.Ground.NoRuleDecides,
        Tier.Default,
        List.of(),
        names,
        List.of());
  }
}
