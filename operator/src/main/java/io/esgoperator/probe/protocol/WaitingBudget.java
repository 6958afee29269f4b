package io.esgoperator.probe.protocol;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * How long a peer is still waited for. Only the waiting counts: a probe that gets little processor
 * time would else take its own slowness for the peer's silence.
 */
final class WaitingBudget {
  private final long start = System.nanoTime();
  private final Duration limit;
  private Duration waited = Duration.ZERO;

  private WaitingBudget(Duration limit) {
    this.limit = limit;
  }

  static WaitingBudget of(Duration limit) {
    return new WaitingBudget(limit);
  }

  /**
   * Waits for the peer.
   *
   * @throws SocketTimeoutException when nothing is left, or when the waiting says so
   */
  <T> T spend(Waiting<T> waiting) throws IOException {
    if (isSpent()) {
      throw new SocketTimeoutException("no answer in time");
    }
    long begin = System.nanoTime();
    try {
      return waiting.upTo((int) millisLeft());
    } finally {
      waited = waited.plus(since(begin));
    }
  }

  /** Whether less than a millisecond is left, the least that a socket can wait. */
  boolean isSpent() {
    return millisLeft() < 1;
  }

  private long millisLeft() {
    return limit.minus(waited).toMillis();
  }

  /** What was done besides waiting, from the beginning until now. */
  Duration ownWork() {
    return since(start).minus(waited);
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  /** Something that the peer ends, or the time. */
  @FunctionalInterface
  interface Waiting<T> {
    /**
     * Waits.
     *
     * @param millis at most, 1 at least
     */
    T upTo(int millis) throws IOException;
  }
}
