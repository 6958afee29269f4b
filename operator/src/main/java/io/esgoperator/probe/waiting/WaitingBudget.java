package io.esgoperator.probe.waiting;

import io.esgoperator.probe.PeerTime;
import io.esgoperator.probe.SlowProbeException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * How long to wait for a peer. Only waiting counts: otherwise a probe with little processor time
 * would take its own slowness for the peer's silence. The probe's own work has a bound of its own,
 * so that no conversation goes on for ever; reaching that bound says nothing about the peer.
 */
public final class WaitingBudget {
  /** Several times the work of a conversation at a tenth of a processor. */
  private static final Duration MOST_WORK = Duration.ofSeconds(30);

  /** Of the longest conversation: greeting, EHLO, STARTTLS, TLS, EHLO, each perhaps sent twice. */
  private static final int ROUND_TRIPS = 8;

  private final long start = System.nanoTime();
  private Duration limit;
  private final Duration mostWork;
  private final PeerTime peer;
  private Duration waited = Duration.ZERO;

  private WaitingBudget(Duration limit, Duration mostWork, PeerTime peer) {
    this.limit = limit;
    this.mostWork = mostWork;
    this.peer = peer;
  }

  public static WaitingBudget of(Duration limit) {
    return of(limit, MOST_WORK);
  }

  /** A budget; {@code peer} hears of the connection, the first question and the first byte. */
  public static WaitingBudget of(Duration limit, PeerTime peer) {
    return new WaitingBudget(limit, MOST_WORK, peer);
  }

  /** A budget with another bound on the probe's own work, which is all besides waiting. */
  public static WaitingBudget of(Duration limit, Duration mostWork) {
    return new WaitingBudget(limit, mostWork, new PeerTime());
  }

  /**
   * Waits for the peer.
   *
   * @throws SocketTimeoutException when no time is left, or when the waiting throws it
   * @throws SlowProbeException when the probe's own work takes too long
   */
  public <T> T spend(Waiting<T> waiting) throws IOException {
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

  public PeerTime peer() {
    return peer;
  }

  /**
   * The connection is open. Its time is a round trip, and each of those that follow may take as
   * long: the limit is for silence, not for distance.
   */
  public void connected(long tookNanos) {
    peer.connected(tookNanos);
    limit = limit.plusNanos(tookNanos * ROUND_TRIPS);
  }

  /** Whether less than a millisecond is left, the least that a socket can wait. */
  public boolean isSpent() {
    return millisLeft() < 1;
  }

  private long millisLeft() {
    return limit.minus(waited).toMillis();
  }

  /** The time from the beginning until now without the waiting. */
  public Duration ownWork() {
    return since(start).minus(waited);
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  /** A wait that ends by the peer or by the time. */
  @FunctionalInterface
  public interface Waiting<T> {
    /** Waits for so many milliseconds at most; 1 or more. */
    T upTo(int millis) throws IOException;
  }
}
