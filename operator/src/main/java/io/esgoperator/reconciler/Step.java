package io.esgoperator.reconciler;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a pass of the reconciler took a work of several passes.
 *
 * @param <T> what the work finds
 */
sealed interface Step<T> {
  default Optional<T> finished() {
    return this instanceof Finished<T> ended ? Optional.of(ended.result()) : Optional.empty();
  }

  /** Its time has not come, or nobody needs it. */
  record NotDue<T>() implements Step<T> {}

  /**
   * It waits for its turn, or for its Jobs.
   *
   * @param pause when to look again, unless a Job says something before
   */
  record Pending<T>(Duration pause) implements Step<T> {}

  /** Its Jobs are read. */
  record Finished<T>(T result) implements Step<T> {}
}
