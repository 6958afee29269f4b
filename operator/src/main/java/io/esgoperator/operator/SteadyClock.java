package io.esgoperator.operator;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/**
 * Follows another clock, but never goes back. If that clock is set back, this one continues by
 * itself until the other has caught up, so that no wait becomes longer.
 */
final class SteadyClock extends Clock {
  private final Clock followed;
  private final LongSupplier nanoTime;

  private Instant told = Instant.MIN;
  private long toldAt;

  /**
   * Makes a clock.
   *
   * @param nanoTime a monotonic clock
   */
  SteadyClock(Clock followed, LongSupplier nanoTime) {
    this.followed = followed;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized Instant instant() {
    long at = nanoTime.getAsLong();
    Instant now = followed.instant();
    told = now.isBefore(told) ? told.plusNanos(at - toldAt) : now;
    toldAt = at;
    return told;
  }

  @Override
  public ZoneId getZone() {
    return followed.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new SteadyClock(followed.withZone(zone), nanoTime);
  }
}
