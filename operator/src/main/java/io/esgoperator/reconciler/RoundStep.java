package io.esgoperator.reconciler;

import io.esgoperator.status.FinishedRound;
import java.time.Duration;
import java.util.Optional;

/** How far a pass of the reconciler took the round of probes. */
sealed interface RoundStep {
  default Optional<FinishedRound> finished() {
    return this instanceof Finished ended ? Optional.of(ended.round()) : Optional.empty();
  }

  /** The next round's time has not come. */
  record NotDue() implements RoundStep {}

  /**
   * The round waits for its turn, or for its Jobs.
   *
   * @param pause when to look again, unless a Job says something before
   */
  record Pending(Duration pause) implements RoundStep {}

  /** The round's Jobs are read. */
  record Finished(FinishedRound round) implements RoundStep {}
}
