package io.esgoperator.reconciler;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * What the cluster said, for a while: the same for all instances, and asked again when it is old.
 */
final class Remembered<T> {
  private final Supplier<T> question;
  private final Duration fresh;
  private final Clock clock;
  private Instant expires = Instant.EPOCH;
  private T answer;

  Remembered(Supplier<T> question, Duration fresh, Clock clock) {
    this.question = question;
    this.fresh = fresh;
    this.clock = clock;
  }

  /** An error of the question goes to who asks, and is not remembered. */
  synchronized T get() {
    if (!clock.instant().isBefore(expires)) {
      answer = question.get();
      expires = clock.instant().plus(fresh);
    }
    return answer;
  }
}
