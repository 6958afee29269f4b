package io.esgoperator.netpol.read;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.Identity;
import io.esgoperator.netpol.rule.PodQuery;
import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.PolicyRef;
import java.util.List;
import java.util.Map;

/**
 * A policy of a kind that is not evaluated: its pod selection is read, its rules are not.
 *
 * @param selections by the direction of the connections that it may close: it selects pods of each
 *     of them, and no others
 */
public record ForeignPolicy(PolicyRef ref, Map<Direction, List<PodQuery>> selections) {
  public ForeignPolicy {
    selections = Map.copyOf(selections);
  }

  /** A policy that may close connections of both directions. */
  static ForeignPolicy of(PolicyRef ref, List<PodQuery> pods) {
    return new ForeignPolicy(ref, Map.of(Direction.Inbound, pods, Direction.Outbound, pods));
  }

  /** Whether it selects anything in a direction. */
  public boolean concerns(Direction direction) {
    return !selections.getOrDefault(direction, List.of()).isEmpty();
  }

  public boolean maySelect(Identity pod, Direction direction) {
    return selections.getOrDefault(direction, List.of()).stream()
        .anyMatch(pods -> pods.on(pod) != Answer.No);
  }
}
