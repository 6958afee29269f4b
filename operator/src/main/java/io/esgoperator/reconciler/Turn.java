package io.esgoperator.reconciler;

import java.time.Duration;

/**
 * What a pass of the reconciler has to prove. Informers and the gate tell it, so that a pass knows
 * before it asks the API server for anything whether it needs what is true at this moment.
 */
sealed interface Turn {
  /** Nothing is due. */
  record Rest() implements Turn {}

  /**
   * Jobs run, or others are first: nothing is decided.
   *
   * @param pause when to look again, unless a Job says something before
   */
  record Wait(Duration pause) implements Turn {}

  /** Jobs are to be made, or ended ones to be read: pods and policies are those of now. */
  record Act(Proof proof) implements Turn {}

  /** What there is to prove, in the order in which each needs what the one before found. */
  enum Proof {
    Round,
    Control,
    Canary
  }
}
