package io.esgoperator.operator.reconciler;

import io.esgoperator.policy.PolicyText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Limits how often the same policy is written again because another writer changes it. A single
 * edit is undone at once; a writer that keeps changing the policy is not fought in a loop.
 */
final class RewriteLimit {
  static final Duration PAUSE = Duration.ofSeconds(30);

  private static final int MOST = 20;

  private final Clock clock;

  /** By the instance's UID. */
  private final Map<String, Written> written = new HashMap<>();

  RewriteLimit(Clock clock) {
    this.clock = clock;
  }

  /** Whether a policy that differs from its declaration may be written now. */
  synchronized boolean mayWrite(String instance, PolicyText declared) {
    Instant now = clock.instant();
    written.values().removeIf(last -> last.since(now).isEmpty());
    Written last = written.get(instance);
    return last == null
        || !last.declared().equals(declared)
        || last.since(now).size() < (last.inVain() ? 1 : MOST);
  }

  /** Records a write; {@code inVain} if the policy still differs from the declaration. */
  synchronized void wrote(String instance, PolicyText declared, boolean inVain) {
    Instant now = clock.instant();
    List<Instant> before =
        Stream.ofNullable(written.get(instance))
            .filter(last -> last.declared().equals(declared))
            .flatMap(last -> last.since(now).stream())
            .toList();
    written.put(
        instance,
        new Written(declared, Stream.concat(before.stream(), Stream.of(now)).toList(), inVain));
  }

  private record Written(PolicyText declared, List<Instant> times, boolean inVain) {
    List<Instant> since(Instant now) {
      return times.stream().filter(time -> now.isBefore(time.plus(PAUSE))).toList();
    }
  }
}
