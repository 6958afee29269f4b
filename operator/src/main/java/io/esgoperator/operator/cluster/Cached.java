package io.esgoperator.operator.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Caches an answer of the cluster for a while, for all instances. */
public final class Cached<T> {
  private final Supplier<T> question;
  private final Duration fresh;
  private final Clock clock;
  private Instant expires = Instant.EPOCH;
  private T answer;

  public Cached(Supplier<T> question, Duration fresh, Clock clock) {
    this.question = question;
    this.fresh = fresh;
    this.clock = clock;
  }

  /** The question's exception goes to the caller and is not cached. */
  public synchronized T get() {
    if (!clock.instant().isBefore(expires)) {
      answer = question.get();
      expires = clock.instant().plus(fresh);
    }
    return answer;
  }
}
