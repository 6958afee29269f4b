package io.esgoperator.netpol.world;

import io.esgoperator.model.Direction;

/**
 * Identifies one rule of a policy.
 *
 * @param list the list that has it, below {@code spec} or from {@code specs} on, such as {@code
 *     egress} or {@code specs[1].egressDeny}
 * @param index its position in the list, from 0
 */
public record RuleRef(PolicyRef policy, Direction direction, String list, int index) {
  /** A rule of the policy's only list for the direction. */
  public RuleRef(PolicyRef policy, Direction direction, int index) {
    this(policy, direction, direction == Direction.Outbound ? "egress" : "ingress", index);
  }

  @Override
  public String toString() {
    return "%s %s[%d]".formatted(policy, list, index);
  }
}
