package io.esgoperator.reconciler;

import io.esgoperator.status.ControlRound;
import java.time.Duration;

/** How far the control of a round with closed paths is. */
sealed interface ControlStep {
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
