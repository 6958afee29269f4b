package io.esgoperator.operator.rounds;

import java.time.Duration;
import java.util.Optional;

/**
 * The state of a task that takes several passes of the reconciler.
 *
 * @param <T> the task's result
 */
public sealed interface Step<T> {
  default Optional<T> finished() {
    return this instanceof Finished<T> ended ? Optional.of(ended.result()) : Optional.empty();
  }

  /** Its time has not come, or it is not needed. */
  record NotDue<T>() implements Step<T> {}

  /**
   * It waits for its turn or for its Jobs.
   *
   * @param pause when to look again, unless a Job's event comes first
   */
  record Pending<T>(Duration pause) implements Step<T> {}

  /** Its Jobs are read. */
  record Finished<T>(T result) implements Step<T> {}
}
