package io.esgoperator.probe.protocol;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * How long a peer is still waited for. Only the waiting counts: a probe that gets little processor
 * time would else take its own slowness for the peer's silence.
 */
final class WaitingBudget {
  private static final int NANOS_A_MILLI = 1_000_000;

  private final long start = System.nanoTime();
  private long nanosLeft;
  private long nanosSpent;

  private WaitingBudget(long nanosLeft) {
    this.nanosLeft = nanosLeft;
  }

  static WaitingBudget of(Duration timeout) {
    return new WaitingBudget(timeout.toNanos());
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
      return waiting.upTo((int) (nanosLeft / NANOS_A_MILLI));
    } finally {
      long waited = System.nanoTime() - begin;
      nanosLeft -= waited;
      nanosSpent += waited;
    }
  }

  /** Whether less than a millisecond is left, the least that a socket can wait. */
  boolean isSpent() {
    return nanosLeft < NANOS_A_MILLI;
  }

  /** What was done besides waiting, from the beginning until now. */
  Duration ownWork() {
    return Duration.ofNanos(System.nanoTime() - start - nanosSpent);
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
