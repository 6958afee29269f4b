package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.StatusDocument.LastProbe;
import io.esgoperator.diagnose.LimitedConnections;
import io.esgoperator.diagnose.Steadiness;
import io.esgoperator.gateway.Names;
import io.esgoperator.model.Durations;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The next round of probes. Its name is derived from the instance, its spec and the round before,
 * so that two operators would create the same Jobs.
 *
 * @param id part of the Jobs' names
 * @param requested value of the annotation that requests a round; may be null
 * @param due when it starts
 */
public record Round(String id, String specHash, String requested, Instant due) {
  private static final Duration AFTER_A_FAULT = Duration.ofMinutes(1);

  private static final int BACK_OFF = 2;

  /** The least time between two rounds that a change of the gateway's pods asks for. */
  private static final Duration QUIET = Duration.ofSeconds(30);

  /** Counts releases whose rows must not stand under the next one: it probes at once. */
  private static final String ROWS = "2";

  /**
   * The round after the one in the instance's status.
   *
   * @param changed when the gateway's pods last changed, as far as it is known
   */
  public static Round next(EsgInstance instance, Optional<Instant> changed, Instant now) {
    String specHash = specHash(instance.getSpec());
    String requested = requested(instance).orElse(null);
    LastProbe last = instance.lastStatus().lastProbe();
    String id =
        Names.hash(
            String.join(
                "/",
                instance.getMetadata().getUid(),
                specHash,
                String.valueOf(requested),
                last == null ? "first" : last.time().toString()));
    Instant due = due(instance, id, specHash, requested, now);
    return new Round(
        id,
        specHash,
        requested,
        changed
            .filter(change -> last != null && change.isAfter(begun(last)))
            .map(change -> last.time().plus(QUIET))
            .filter(due::isAfter)
            .orElse(due));
  }

  static String specHash(EsgInstanceSpec spec) {
    return Names.hash(ROWS + Serialization.asJson(spec));
  }

  /** The value of the annotation that asks for a round at once. */
  public static Optional<String> requested(EsgInstance instance) {
    return Optional.ofNullable(instance.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(Names.PROBE_NOW));
  }

  private static Instant due(
      EsgInstance instance, String id, String specHash, String requested, Instant now) {
    LastProbe last = instance.lastStatus().lastProbe();
    if (last == null
        || !specHash.equals(last.specHash())
        || !Objects.equals(requested, last.requested())) {
      return now;
    }
    Instant ended = last.time();
    List<PathStatus> doubted =
        instance.getStatus().paths().stream().filter(row -> row.doubt() != null).toList();
    if (!doubted.isEmpty()) {
      return doubted.stream().allMatch(LimitedConnections::mayExplain)
              && !liesAhead(ended, now, LimitedConnections.WINDOW)
          ? ended.plus(LimitedConnections.WINDOW)
          : now;
    }
    Duration interval = interval(instance);
    return liesAhead(ended, now, interval) ? now : ended.plus(interval).plus(jitter(id, interval));
  }

  /**
   * Whether a time in the status is so far in the future that a clock was wrong or has been set
   * back.
   */
  static boolean liesAhead(Instant told, Instant now, Duration much) {
    return told.isAfter(now.plus(much));
  }

  private static Instant begun(LastProbe round) {
    return round.durationMillis() == null
        ? round.time()
        : round.time().minusMillis(round.durationMillis());
  }

  /** Adds up to a tenth, so that not all instances ask the same public servers at the same time. */
  private static Duration jitter(String id, Duration interval) {
    return interval.multipliedBy(Math.floorMod(id.hashCode(), 100)).dividedBy(1_000);
  }

  private static Duration interval(EsgInstance instance) {
    Duration declared = Durations.parse(instance.getSpec().probe().interval());
    if (isFaulty(instance) && AFTER_A_FAULT.compareTo(declared) < 0) {
      return AFTER_A_FAULT;
    }
    return isClosedForLong(instance) ? declared.multipliedBy(BACK_OFF) : declared;
  }

  /** Whether a path was closed in all of its last rounds; its retries would load public servers. */
  private static boolean isClosedForLong(EsgInstance instance) {
    return instance.getStatus().paths().stream()
        .anyMatch(row -> new Steadiness(row.rounds()).isBadThroughout());
  }

  /** Whether a probe of the last round failed, or its pod had no network. */
  private static boolean isFaulty(EsgInstance instance) {
    return instance.getStatus().paths().stream()
        .map(PathStatus::reason)
        .anyMatch(reason -> ProbeFaults.isReason(reason) || reason == Reason.NothingReached);
  }

  /** Whether the annotation asks for it, and was not answered yet. */
  boolean isAskedFor(EsgInstance instance) {
    LastProbe last = instance.lastStatus().lastProbe();
    return requested != null && (last == null || !requested.equals(last.requested()));
  }

  boolean isDue(Instant now) {
    return !now.isBefore(due);
  }

  String job(EsgInstance instance, String direction) {
    return Names.job(instance.getMetadata().getName(), id, direction);
  }
}
