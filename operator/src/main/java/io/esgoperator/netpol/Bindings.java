package io.esgoperator.netpol;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.Rule;
import io.esgoperator.netpol.rule.SelectingPolicy;
import io.esgoperator.netpol.rule.Traffic;
import io.esgoperator.netpol.rule.TrafficEnd;
import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Tier;
import java.util.List;
import java.util.stream.Stream;

/**
 * All policies that select some pods in one direction, tier by tier.
 *
 * @param names of every policy that selects them, sorted
 * @param notEvaluated policies of kinds that are not evaluated, may concern this direction, and
 *     select, or may select, them
 */
public record Bindings(
    OrderedTier admin,
    NetworkTier network,
    OrderedTier baseline,
    List<PolicyRef> names,
    List<PolicyRef> notEvaluated) {

  static Bindings of(
      List<SelectingPolicy> policies,
      Direction direction,
      List<PolicyRef> names,
      List<PolicyRef> notEvaluated) {
    return new Bindings(
        OrderedTier.of(Tier.Admin, of(policies, Tier.Admin), direction, names),
        NetworkTier.of(of(policies, Tier.NetworkPolicy), direction, names),
        OrderedTier.of(Tier.Baseline, of(policies, Tier.Baseline), direction, names),
        names,
        notEvaluated);
  }

  private static List<SelectingPolicy> of(List<SelectingPolicy> policies, Tier tier) {
    return policies.stream().filter(one -> one.policy().tier() == tier).toList();
  }

  /** Whether every connection that no rule denies is allowed. */
  public boolean isOpenByDefault() {
    return isolating().isEmpty();
  }

  /** The NetworkPolicies, and those of Cilium's, that close to the pods what no rule opens. */
  public List<PolicyRef> isolating() {
    return network.isolating();
  }

  /**
   * The ports that some rule allows, even if others deny them. If a NetworkPolicy selects the pods,
   * the baseline tier has no effect.
   */
  public List<OpenPort> openings() {
    return allows().flatMap(OpenPort::of).toList();
  }

  /** The policies of an administrator that deny something. */
  public List<PolicyRef> denying() {
    return policies(Stream.concat(ordered(), networkRules()), Rule.Action.Deny);
  }

  /** The policies of an administrator's upper tier that allow something. */
  public List<PolicyRef> allowing() {
    return policies(admin.rules(), Rule.Action.Allow);
  }

  private static List<PolicyRef> policies(Stream<Rule> rules, Rule.Action action) {
    return rules
        .filter(rule -> rule.action() == action)
        .map(rule -> rule.ref().policy())
        .distinct()
        .toList();
  }

  /** Whether no rule of any tier can allow a port, whatever the peer is. */
  boolean allowsNothing(TrafficEnd pod, Protocol protocol, int port) {
    return allows().allMatch(rule -> rule.isAbout(pod, protocol, port) == Answer.No);
  }

  /** The rules of every tier, also of those that never decide. */
  Stream<Rule> rules() {
    return Stream.of(admin.rules(), networkRules(), baseline.rules()).flatMap(rules -> rules);
  }

  /** What may open; of a rule of Cilium's that cannot be read, the part that is not known. */
  private Stream<Rule> allows() {
    return Stream.concat(
        ordered().filter(rule -> rule.action() == Rule.Action.Allow),
        networkRules().filter(rule -> rule.action() != Rule.Action.Deny));
  }

  private Stream<Rule> networkRules() {
    return network.policies().stream().flatMap(one -> one.rules().stream());
  }

  private Stream<Rule> ordered() {
    return isOpenByDefault() ? Stream.concat(admin.rules(), baseline.rules()) : admin.rules();
  }

  /** What each tier has to say, from the first one to decide to the last. */
  List<TierTrace> trace(Traffic traffic) {
    return Stream.of(
            TierTrace.of(Tier.Admin, admin.policies().toList(), traffic),
            TierTrace.of(Tier.NetworkPolicy, network.policies(), traffic),
            TierTrace.of(Tier.Baseline, baseline.policies().toList(), traffic))
        .filter(tier -> !tier.policies().isEmpty())
        .toList();
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
