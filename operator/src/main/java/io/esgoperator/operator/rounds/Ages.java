package io.esgoperator.operator.rounds;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How long this process has known an object. An object's creation time cannot tell it: it comes
 * from the API server's clock, which may differ from this machine's by hours.
 */
public final class Ages {
  private static final int REMEMBERED = 10_000;

  private final LongSupplier nanoTime;

  /** By UID, the oldest entry first. */
  private final Map<String, Long> firstSeen = new LinkedHashMap<>();

  /**
   * Starts without objects.
   *
   * @param nanoTime a monotonic clock
   */
  public Ages(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The time since the first call for this object. */
  synchronized Duration of(HasMetadata object) {
    long now = nanoTime.getAsLong();
    long since = firstSeen.computeIfAbsent(object.getMetadata().getUid(), unseen -> now);
    if (firstSeen.size() > REMEMBERED) {
      firstSeen.remove(firstSeen.keySet().iterator().next());
    }
    return Duration.ofNanos(now - since);
  }
}
