package io.esgoperator.diagnose;

import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.model.Count;

/**
 * The results of a path's last rounds. One bad round is a doubt, a second one in a row a verdict;
 * one good round clears both. A path that changes often is unstable until it stays the same for a
 * while. Rounds with a broken probe do not count.
 *
 * @param rounds the last eight, newest last: {@code o} for a good one, {@code x} for a bad one
 */
public record Steadiness(String rounds) {
  private static final int WINDOW = 8;

  private static final int CHANGES = 3;

  /**
   * Three bad rounds of eight are more than chance; one or two that a good round cleared may be.
   */
  private static final int BAD = 3;

  private static final String STAYS = ".*(ooo|xxx)";

  /** Before the first round. */
  public static Steadiness unknown() {
    return new Steadiness("");
  }

  public Steadiness after(Verdict verdict) {
    if (verdict == Verdict.Unknown) {
      return this;
    }
    String longer = rounds + (verdict.isBad() ? 'x' : 'o');
    return new Steadiness(longer.substring(Math.max(0, longer.length() - WINDOW)));
  }

  /** Whether the last round was bad and the one before it was not. */
  public boolean isDoubtful() {
    return rounds.endsWith("x") && !rounds.endsWith("xx");
  }

  /** Whether all eight rounds were bad. */
  public boolean isBadThroughout() {
    return rounds.length() == WINDOW && rounds.indexOf('o') < 0;
  }

  public boolean isUnstable() {
    return changes() >= CHANGES
        && rounds.chars().filter(round -> round == 'x').count() >= BAD
        && !rounds.matches(STAYS);
  }

  /** Adjusts a round's judgement to the rounds before. */
  public Judgement temper(Judgement judgement) {
    return judgement.verdict() == Verdict.Unknown || !isUnstable()
        ? judgement
        : new Judgement(
            Verdict.Unstable,
            judgement.culprit(),
            Reason.Unstable,
            "It changed %s in the last %s (%s, newest last). %s"
                .formatted(
                    Count.of(changes(), "time", "times"),
                    Count.of(rounds.length(), "round", "rounds"),
                    rounds,
                    judgement.seen()),
            judgement.advice(),
            judgement.remark());
  }

  private long changes() {
    return java.util.stream.IntStream.range(1, rounds.length())
        .filter(index -> rounds.charAt(index) != rounds.charAt(index - 1))
        .count();
  }
}
