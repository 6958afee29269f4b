package io.esgoperator.operator.turns;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many rounds of probes work at once: as many as the cluster starts in time. Their number
 * follows what TCP does with its congestion window (RFC 5681 section 3.1). It doubles with each
 * windowful of rounds that began in time, until one is late; then it is halved, and grows by one.
 *
 * <p>Each namespace has one vote, so that the pods of one tenant, which may hang or have no node,
 * slow down no other.
 */
final class RoundsAtOnce {
  /** A probe that asks within this time after its Job was made has idle processors anywhere. */
  static final Duration SOON = Duration.ofMillis(2_500);

  /** One that asks within this time is late nowhere. */
  static final Duration PROMPT = Duration.ofSeconds(5);

  private final int least;
  private final int most;
  private final Map<String, Duration> starts = new HashMap<>();
  private Instant since = Instant.MIN;
  private int places;
  private int ended;
  private boolean isWanted;
  private boolean wasLate;

  /** The shortest start of a windowful: what the cluster needs without a crowd. */
  private Duration usual;

  /**
   * Begins with the least number.
   *
   * @param least 1 or more
   * @param most not less than the least
   */
  RoundsAtOnce(int least, int most) {
    this.least = least;
    this.most = most;
    this.places = least;
  }

  int places() {
    return places;
  }

  /** A round waits because all places are taken. */
  void wanted() {
    isWanted = true;
  }

  /**
   * A round has ended. One that began with another number beside it says nothing about this one.
   *
   * @param start from its Job until the probe asked its first peer
   */
  void ended(String namespace, Instant began, Duration start, Instant now) {
    if (began.isBefore(since)) {
      return;
    }
    starts.put(namespace, start);
    ended++;
    if (ended >= places) {
      follow(median());
      since = now;
      starts.clear();
      ended = 0;
      isWanted = false;
    }
  }

  private void follow(Duration start) {
    if (usual == null || start.compareTo(usual) < 0) {
      usual = start;
    }
    if (isLate(start)) {
      wasLate = true;
      places = Math.max(least, places / 2);
    } else if (isWanted && isInTime(start)) {
      places = Math.min(most, wasLate ? places + 1 : places * 2);
    }
  }

  /** Where all pods start slowly, none is late that takes half as long again as is usual. */
  private boolean isLate(Duration start) {
    return start.compareTo(PROMPT) > 0 && start.compareTo(halfAgain()) > 0;
  }

  /**
   * Slower than that, the processors may be busy: no more are started. The number doubles, and the
   * next windowful shows only at its end that they were too many, when a small cluster has stood
   * still already. Where a start is slow anyway, a tenth tells as much.
   */
  private boolean isInTime(Duration start) {
    Duration most = start.compareTo(PROMPT) > 0 ? usual.plus(usual.dividedBy(10)) : halfAgain();
    return start.compareTo(SOON) <= 0 || start.compareTo(most) <= 0;
  }

  private Duration halfAgain() {
    return usual.plus(usual.dividedBy(2));
  }

  /** Of the namespaces; the lower one of two. */
  private Duration median() {
    List<Duration> sorted = starts.values().stream().sorted().toList();
    return sorted.get((sorted.size() - 1) / 2);
  }
}
