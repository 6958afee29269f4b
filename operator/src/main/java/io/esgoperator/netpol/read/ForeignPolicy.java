package io.esgoperator.netpol.read;

import io.esgoperator.netpol.rule.Identity;
import io.esgoperator.netpol.rule.PodQuery;
import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.PolicyRef;
import java.util.List;

/**
 * A policy of a kind that is not evaluated: its pod selection is read, its rules are not.
 *
 * @param selections it selects pods of each of them, and no others
 */
public record ForeignPolicy(PolicyRef ref, List<PodQuery> selections) {
  public boolean maySelect(Identity pod) {
    return selections.stream().anyMatch(pods -> pods.on(pod) != Answer.No);
  }
}
