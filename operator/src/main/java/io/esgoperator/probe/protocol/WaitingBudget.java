package io.esgoperator.probe.protocol;

import io.esgoperator.probe.SlowProbeException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * How long a peer is still waited for. Only the waiting counts: a probe that gets little processor
 * time would else take its own slowness for the peer's silence. Work has a bound of its own, so
 * that no conversation goes on for ever, and what ends by that one says nothing of the peer.
 */
final class WaitingBudget {
  /** Several times what a conversation costs where a tenth of a processor is left for it. */
  private static final Duration MOST_WORK = Duration.ofSeconds(30);

  private final long start = System.nanoTime();
  private final Duration limit;
  private final Duration mostWork;
  private Duration waited = Duration.ZERO;

  private WaitingBudget(Duration limit, Duration mostWork) {
    this.limit = limit;
    this.mostWork = mostWork;
  }

  static WaitingBudget of(Duration limit) {
    return of(limit, MOST_WORK);
  }

  /**
   * With another bound than usual.
   *
   * @param mostWork on everything besides waiting
   */
  static WaitingBudget of(Duration limit, Duration mostWork) {
    return new WaitingBudget(limit, mostWork);
  }

  /**
   * Waits for the peer.
   *
   * @throws SocketTimeoutException when nothing is left, or when the waiting says so
   * @throws SlowProbeException when the probe's own work takes longer than it may
   */
  <T> T spend(Waiting<T> waiting) throws IOException {
    if (isSpent()) {
      throw new SocketTimeoutException("no answer in time");
    }
    Duration ownWork = ownWork();
    if (ownWork.compareTo(mostWork) > 0) {
      throw new SlowProbeException(ownWork, new IOException("the conversation was given up"));
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
