package io.esgoperator.netpol;

import io.esgoperator.netpol.rule.Rule;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.RuleRef;
import io.esgoperator.netpol.world.Tier;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why one end of a connection allows it, or does not.
 *
 * @param tier of the policies that decide
 * @param rules those that decide, or on which it depends
 * @param policies all that select the pod in this direction
 * @param doubts one sentence for each fact on which it depends; empty unless Unclear
 */
public record Proof(
    Decision decision,
    Ground ground,
    Tier tier,
    List<RuleRef> rules,
    List<PolicyRef> policies,
    List<String> doubts) {

  /** The kind of reason. */
  public enum Ground {
    Rule("%s"),
    NoRuleMatches("selected by %s, and no rule matches"),
    NoRuleDecides("selected by %s, and no rule decides"),
    NotSelected("no policy selects the pod"),
    Outside("outside of the cluster, where no policy applies"),
    HostNetwork("on the node's network, where no policy applies"),
    Itself("a pod always reaches itself"),
    OwnNode("a node always reaches its own pods"),
    Doubt("%s");

    private final String text;

    Ground(String text) {
      this.text = text;
    }
  }

  static Proof exempt(Ground ground) {
    return new Proof(Decision.Allowed, ground, Tier.Default, List.of(), List.of(), List.of());
  }

  static Proof doubtful(String doubt) {
    return new Proof(
        Decision.Unclear, Ground.Doubt, Tier.Default, List.of(), List.of(), List.of(doubt));
  }

  static Proof byRule(Decision decision, Tier tier, Rule rule, List<PolicyRef> policies) {
    return new Proof(decision, Ground.Rule, tier, List.of(rule.ref()), policies, List.of());
  }

  /**
   * Combines proofs of which one is right: their decision where they agree, else Unclear.
   *
   * @param tier in which the doubt arises
   * @param doubts the facts that determine which one is right
   */
  static Proof oneOf(
      List<Proof> possible, Tier tier, List<PolicyRef> policies, List<String> doubts) {
    if (possible.stream().map(Proof::decision).distinct().count() == 1
        && possible.get(0).decision() != Decision.Unclear) {
      return possible.get(possible.size() - 1);
    }
    return new Proof(
        Decision.Unclear,
        Ground.Doubt,
        tier,
        possible.stream().flatMap(proof -> proof.rules().stream()).distinct().toList(),
        policies,
        Stream.concat(doubts.stream(), possible.stream().flatMap(proof -> proof.doubts().stream()))
            .distinct()
            .toList());
  }

  /** One sentence without its full stop. */
  public String text() {
    return switch (ground) {
      case Rule -> ground.text.formatted(rules.get(0));
      case Doubt -> ground.text.formatted(String.join("; ", doubts));
      default ->
          ground.text.formatted(
              policies.stream().map(PolicyRef::toString).collect(Collectors.joining(", ")));
    };
  }
}
