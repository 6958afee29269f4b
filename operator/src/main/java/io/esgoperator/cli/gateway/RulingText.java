package io.esgoperator.cli.gateway;

import io.esgoperator.manifest.Place;
import io.esgoperator.model.Direction;
import io.esgoperator.netpol.Proof;
import io.esgoperator.netpol.Ruling;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.RuleRef;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A ruling as text.
 *
 * @param because without its full stop
 * @param place null where no part of a file caused it
 */
public record RulingText(Decision decision, String because, Place place) {
  public static RulingText of(Ruling ruling, Direction direction, Scene scene) {
    Proof decisive = decisive(ruling, direction);
    String unread =
        ruling.notEvaluated().stream()
            .map(policy -> "; " + policy + " may say otherwise and is not evaluated")
            .collect(Collectors.joining());
    return new RulingText(
        unread.isEmpty() ? ruling.decision() : Decision.Unclear,
        text(ruling, decisive) + unread,
        place(decisive, scene));
  }

  private static Proof decisive(Ruling ruling, Direction direction) {
    Proof gateways = direction == Direction.Outbound ? ruling.egress() : ruling.ingress();
    Proof others = direction == Direction.Outbound ? ruling.ingress() : ruling.egress();
    return gateways.decision() == ruling.decision() ? gateways : others;
  }

  /** If policies at both ends allow the connection, the text names both. */
  private static String text(Ruling ruling, Proof decisive) {
    return ruling.decision() != Decision.Allowed
        ? decisive.text()
        : Stream.of(ruling.egress(), ruling.ingress())
            .filter(proof -> proof == decisive || !proof.policies().isEmpty())
            .map(Proof::text)
            .distinct()
            .collect(Collectors.joining("; "));
  }

  private static Place place(Proof proof, Scene scene) {
    if (!proof.rules().isEmpty()) {
      RuleRef rule = proof.rules().get(0);
      return place(rule, scene);
    }
    return proof.policies().isEmpty()
        ? scene.place()
        : scene.place(first(proof.policies()), List.of());
  }

  public static Place place(RuleRef rule, Scene scene) {
    String type = rule.direction() == Direction.Outbound ? "egress" : "ingress";
    return scene.place(rule.policy(), List.of("spec", type, rule.index()));
  }

  private static PolicyRef first(List<PolicyRef> policies) {
    return policies.get(0);
  }
}
