package io.esgoperator.operator.cluster;

import io.esgoperator.model.BoundedMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Follows another clock, but never goes back. If that clock is set back, this one continues by
 * itself until the other has caught up, so that no wait becomes longer.
 */
public final class MonotonicClock extends Clock {
  private static final int OBJECTS = 10_000;

  private final Clock followed;
  private final LongSupplier nanoTime;

  /** By the object's UID. */
  private final Map<String, Long> firstSeen = BoundedMap.byAge(OBJECTS);

  private Instant told = Instant.MIN;
  private long toldAt;

  /** {@code nanoTime} does not jump. */
  public MonotonicClock(Clock followed, LongSupplier nanoTime) {
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

  /**
   * The time since the first call for this object. Its creation time cannot tell it: the API
   * server's clock may differ from this machine's by hours.
   */
  public synchronized Duration ageOf(HasMetadata object) {
    long now = nanoTime.getAsLong();
    return Duration.ofNanos(
        now - firstSeen.computeIfAbsent(object.getMetadata().getUid(), unseen -> now));
  }

  @Override
  public ZoneId getZone() {
    return followed.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new MonotonicClock(followed.withZone(zone), nanoTime);
  }
}
