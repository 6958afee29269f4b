package io.esgoperator.operator.rounds;

import java.time.Duration;

/**
 * The proof that is due in a pass of the reconciler. Informers and the gate determine it without
 * requests, so the pass knows in advance whether it needs current data from the API server.
 */
public sealed interface Turn {
  /** Nothing is due. */
  record Rest() implements Turn {}

  /**
   * Jobs run, or other instances are first: there is nothing to decide.
   *
   * @param pause when to look again, unless a Job's event comes first
   */
  record Wait(Duration pause) implements Turn {}

  /** Jobs must be created, or finished ones read: this needs the current pods and policies. */
  record Act(Proof proof) implements Turn {}

  /** The proofs in their order; each needs the result of the one before. */
  enum Proof {
    Round,
    Control,
    Canary
  }
}
