package io.esgoperator.reconciler;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * For how long this process has seen objects. When they were created is told by the API server's
 * clock, which may be hours away from this machine's.
 */
final class Ages {
  private static final int REMEMBERED = 10_000;

  private final LongSupplier nanoTime;

  /** By UID, the one that was seen first in front. */
  private final Map<String, Long> firstSeen = new LinkedHashMap<>();

  /**
   * Knows no object yet.
   *
   * @param nanoTime a monotonic clock
   */
  Ages(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Since the first time that it was asked for this object. */
  synchronized Duration of(HasMetadata object) {
    long now = nanoTime.getAsLong();
    long since = firstSeen.computeIfAbsent(object.getMetadata().getUid(), unseen -> now);
    if (firstSeen.size() > REMEMBERED) {
      firstSeen.remove(firstSeen.keySet().iterator().next());
    }
    return Duration.ofNanos(now - since);
  }
}
