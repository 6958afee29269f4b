package io.esgoperator.reconciler;

import io.esgoperator.status.ControlRound;
import java.time.Duration;
import java.util.Optional;

/** How far the control of a round with closed paths is. */
sealed interface ControlStep {
  default Optional<ControlRound> finished() {
    return this instanceof Finished ended ? Optional.of(ended.round()) : Optional.empty();
  }

  /** No path is closed, or it was controlled already. */
  record NotNeeded() implements ControlStep {}

  /**
   * Its Job runs.
   *
   * @param pause when to look again, unless the Job says something before
   */
  record Pending(Duration pause) implements ControlStep {}

  /** It said what it can. */
  record Finished(ControlRound round) implements ControlStep {}
}
