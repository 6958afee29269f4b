package io.esgoperator.netpol;

import io.esgoperator.netpol.rule.Rule;
import io.esgoperator.netpol.rule.SelectingPolicy;
import io.esgoperator.netpol.rule.Traffic;
import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.RuleRef;
import io.esgoperator.netpol.world.Tier;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the policies of one tier say of a connection at one end.
 *
 * @param policies those that select, or may select, the end
 * @param matches their rules that match, or may match, in the order in which they count
 */
public record TierTrace(Tier tier, List<PolicyRef> policies, List<Match> matches) {
  /**
   * A rule that matches.
   *
   * @param action {@code Allow}, {@code Deny}, {@code Pass}, or {@code Unknown}
   * @param isSure false where it only may match, or its policy only may select the end
   */
  public record Match(RuleRef rule, String action, boolean isSure) {}

  static TierTrace of(Tier tier, List<SelectingPolicy> policies, Traffic traffic) {
    return new TierTrace(
        tier,
        policies.stream().map(one -> one.policy().ref()).distinct().toList(),
        policies.stream()
            .flatMap(one -> one.rules().stream().flatMap(rule -> match(one, rule, traffic)))
            .toList());
  }

  private static Stream<Match> match(SelectingPolicy policy, Rule rule, Traffic traffic) {
    Answer matches = rule.on(traffic).and(policy.sure());
    return matches == Answer.No
        ? Stream.empty()
        : Stream.of(
            new Match(
                rule.ref(),
                (rule.action().isUnknown() ? Rule.Action.Unknown : rule.action()).name(),
                matches == Answer.Yes));
  }
}
