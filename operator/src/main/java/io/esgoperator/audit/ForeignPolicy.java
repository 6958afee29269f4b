package io.esgoperator.audit;

import java.util.List;

/**
 * A policy of a kind that is not evaluated. Whom it selects is read, and what it says is not.
 *
 * @param selections any of them
 */
record ForeignPolicy(PolicyRef ref, List<Selection> selections) {

  /**
   * Pods that it selects.
   *
   * @param sure Perhaps, where it asks for more than {@code pods} tells
   */
  record Selection(PodQuery pods, Answer sure) {
    static Selection surely(PodQuery pods) {
      return new Selection(pods, Answer.Yes);
    }

    static Selection perhaps(PodQuery pods) {
      return new Selection(pods, Answer.Perhaps);
    }
  }

  boolean maySelect(Identity pod) {
    return Answer.any(selections, one -> one.pods().on(pod).and(one.sure())) != Answer.No;
  }
}
