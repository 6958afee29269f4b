package io.esgoperator.netpol.world;

import io.esgoperator.model.Direction;

/**
 * Identifies one rule of a policy.
 *
 * @param index its position in the policy's list for the direction, from 0
 */
public record RuleRef(PolicyRef policy, Direction direction, int index) {
  @Override
  public String toString() {
    return "%s %s[%d]"
        .formatted(policy, direction == Direction.Outbound ? "egress" : "ingress", index);
  }
}
