package io.esgoperator.netpol.read;

import io.esgoperator.netpol.rule.Identity;
import io.esgoperator.netpol.rule.PodQuery;
import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.PolicyRef;
import java.util.List;

/**
 * A policy of a kind that is not evaluated: its pod selection is read, its rules are not.
 *
 * @param selections it selects the pods of each of them
 */
public record ForeignPolicy(PolicyRef ref, List<Selection> selections) {

  /**
   * Some of the pods that it selects.
   *
   * @param sure Perhaps where it has further conditions besides {@code pods}
   */
  public record Selection(PodQuery pods, Answer sure) {
    static Selection surely(PodQuery pods) {
      return new Selection(pods, Answer.Yes);
    }

    static Selection perhaps(PodQuery pods) {
      return new Selection(pods, Answer.Perhaps);
    }
  }

  public boolean maySelect(Identity pod) {
    return Answer.any(selections, one -> one.pods().on(pod).and(one.sure())) != Answer.No;
  }
}
