package io.esgoperator.reconciler;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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

  /** UIDs, each with the time until which its place is kept. */
  private final Map<String, Instant> inside = new HashMap<>();

  private final Map<String, Instant> waiting = new LinkedHashMap<>();

  /**
   * Makes a gate.
   *
   * @param width instances at once, 1 at least
   */
  RoundGate(int width, Clock clock) {
    this.width = width;
    this.clock = clock;
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
    waiting.values().removeIf(now::isAfter);
    if (inside.containsKey(instance)) {
      return Optional.empty();
    }
    waiting.putIfAbsent(instance, now);
    int ahead = new ArrayList<>(waiting.keySet()).indexOf(instance);
    if (ahead < width - inside.size()) {
      waiting.remove(instance);
      inside.put(instance, now.plus(atMost));
      return Optional.empty();
    }
    Duration pause = STEP.multipliedBy(Math.min(1 + ahead / width, STEPS_AT_MOST));
    waiting.put(instance, now.plus(pause).plus(PATIENCE));
    return Optional.of(pause);
  }

  /** Says that the instance's round has ended. */
  synchronized void leave(String instance) {
    inside.remove(instance);
  }
}
