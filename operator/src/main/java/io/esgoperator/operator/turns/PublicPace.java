package io.esgoperator.operator.turns;

import java.time.Duration;
import java.time.Instant;

/**
 * How often the whole installation asks the servers of others: so many rounds a minute begin, and
 * at most those of ten seconds at once. A round asks each server once in each family, and once more
 * where it did not answer.
 */
final class PublicPace {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int BURSTS_A_MINUTE = 6;

  private final Duration each;
  private final Duration burst;

  /** When all places that were used are free again. */
  private Instant paid = Instant.MIN;

  /** So many rounds a minute, 1 or more. */
  PublicPace(int roundsAMinute) {
    this.each = MINUTE.dividedBy(roundsAMinute);
    this.burst = each.multipliedBy(Math.max(1, roundsAMinute / BURSTS_A_MINUTE));
  }

  /** How many such rounds may begin. */
  int free(Instant now) {
    return paid.isBefore(now)
        ? (int) burst.dividedBy(each)
        : (int) burst.minus(Duration.between(now, paid)).dividedBy(each);
  }

  /** One of them begins. */
  void take(Instant now) {
    paid = (paid.isBefore(now) ? now : paid).plus(each);
  }
}
