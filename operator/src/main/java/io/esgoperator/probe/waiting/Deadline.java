package io.esgoperator.probe.waiting;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** The end of an exchange, on a monotonic clock. */
public record Deadline(long nanos) {
  public static Deadline in(Duration timeout) {
    return new Deadline(System.nanoTime() + timeout.toNanos());
  }

  /**
   * What is left, a millisecond at least.
   *
   * @throws SocketTimeoutException when nothing is
   */
  public Duration left() throws SocketTimeoutException {
    long left = (nanos - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException("no answer in time");
    }
    return Duration.ofMillis(left);
  }
}
