package io.esgoperator.operator.rounds;

import io.esgoperator.diagnose.Proved;
import java.time.Duration;
import java.util.Optional;

/**
 * How far an instance's proofs are in a pass of the reconciler. Informers and the gate determine
 * whether to rest, to wait or to act without requests, so the pass knows in advance whether it
 * needs current data from the API server.
 */
public sealed interface Step {
  /** The cluster's CRD is not the operator's own: nothing is proved until it is repaired. */
  record HeldUp() implements Step {}

  /** Nothing is due. */
  record Rest() implements Step {}

  /**
   * Jobs run, or other instances are first: there is nothing to decide.
   *
   * @param pause when to look again, unless a Job's event comes first
   */
  record Wait(Duration pause) implements Step {}

  /** Jobs must be created, or finished ones read: this needs the current pods and policies. */
  record Act(Proof proof) implements Step {}

  /** The Jobs of a proof are read. */
  record Done(Proved result) implements Step {}

  /** The proofs in their order; each needs the result of the one before. */
  enum Proof {
    Round,
    Control,
    Canary,
    Names
  }

  /** The result of one kind of proof, if it was read in this pass. */
  default <T extends Proved> Optional<T> proved(Class<T> kind) {
    return this instanceof Done done && kind.isInstance(done.result())
        ? Optional.of(kind.cast(done.result()))
        : Optional.empty();
  }

  /** When to look again; empty while nothing is due. */
  default Optional<Duration> pause(Duration afterTheEnd) {
    if (this instanceof Wait wait) {
      return Optional.of(wait.pause());
    }
    return this instanceof Done ? Optional.of(afterTheEnd) : Optional.empty();
  }
}
