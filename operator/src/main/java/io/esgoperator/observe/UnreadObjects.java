package io.esgoperator.observe;

import io.esgoperator.model.BoundedMap;
import io.esgoperator.reading.Unread;
import io.esgoperator.reading.UnreadObserver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects that recently could not be read. Each is logged once, and again when another field is
 * at fault. For instances that are not served the reconciler reports more.
 */
public final class UnreadObjects implements UnreadObserver {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadObjects.class);

  /**
   * Longer than the time between two rounds of probes, which list the kinds without an informer.
   */
  static final Duration REMEMBERED = Duration.ofMinutes(15);

  static final int MOST = 10_000;

  private final Clock clock;
  private final Map<Key, Met> objects = BoundedMap.byAge(MOST);

  public UnreadObjects(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void met(String kind, String namespace, String name, Unread fault) {
    Key key = new Key(kind, namespace, name);
    Met before = objects.put(key, new Met(fault.sentence(), clock.instant()));
    if (!UnreadMetrics.INSTANCE.equals(kind)
        && (before == null || !before.sentence().equals(fault.sentence()))) {
      LOG.warn("{} cannot be read and is left out: {}", key, fault.sentence());
    }
  }

  /** Those of the last quarter of an hour. */
  synchronized Stream<Key> lately() {
    Instant oldest = clock.instant().minus(REMEMBERED);
    return objects.entrySet().stream()
        .filter(object -> object.getValue().last().isAfter(oldest))
        .map(Map.Entry::getKey)
        .toList()
        .stream();
  }

  /** An object by name; the namespace is null for a cluster-wide one. */
  public record Key(String kind, String namespace, String name) {
    @Override
    public String toString() {
      return kind + " " + (namespace == null ? "" : namespace + "/") + name;
    }
  }

  private record Met(String sentence, Instant last) {}
}
