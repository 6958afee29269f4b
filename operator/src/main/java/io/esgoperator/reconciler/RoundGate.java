package io.esgoperator.reconciler;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Bounds how many instances probe at once, first come, first served: rounds that starve each other
 * of CPU would time out and blame paths that are open.
 */
final class RoundGate {
  private static final Duration STEP = Duration.ofSeconds(2);
  private static final int STEPS_AT_MOST = 30;

  /** Who is so late with asking again has gone away. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final int width;
  private final Clock clock;
  private final Consumer<Duration> waited;

  /** UIDs, each with the time until which its place is kept. */
  private final Map<String, Instant> inside = new HashMap<>();

  private final Map<String, Place> waiting = new LinkedHashMap<>();

  /**
   * Makes a gate.
   *
   * @param width instances at once, 1 at least
   * @param waited is told how long each who enters had to wait
   */
  RoundGate(int width, Clock clock, Consumer<Duration> waited) {
    this.width = width;
    this.clock = clock;
    this.waited = waited;
  }

  /**
   * Asks to start a round.
   *
   * @param instance its UID
   * @param atMost how long the round can last; afterwards its place is free in any case
   * @return how long to wait before asking again; empty when the round may start
   */
  synchronized Optional<Duration> enter(String instance, Duration atMost) {
    Instant now = clock.instant();
    inside.values().removeIf(now::isAfter);
    waiting.values().removeIf(place -> now.isAfter(place.kept()));
    if (inside.containsKey(instance)) {
      return Optional.empty();
    }
    waiting.putIfAbsent(instance, new Place(now, now));
    int ahead = new ArrayList<>(waiting.keySet()).indexOf(instance);
    if (ahead < width - inside.size()) {
      waited.accept(Duration.between(waiting.remove(instance).since(), now));
      inside.put(instance, now.plus(atMost));
      return Optional.empty();
    }
    Duration pause = STEP.multipliedBy(Math.min(1 + ahead / width, STEPS_AT_MOST));
    waiting.put(instance, new Place(waiting.get(instance).since(), now.plus(pause).plus(PATIENCE)));
    return Optional.of(pause);
  }

  /** Somebody's place in the queue, kept until he is late. */
  private record Place(Instant since, Instant kept) {}

  /** Says that the instance's round has ended. */
  synchronized void leave(String instance) {
    inside.remove(instance);
  }
}
