package io.esgoperator.netpol.world;

import java.util.Collection;
import java.util.function.Function;

/** Whether something is true, according to the snapshot. */
public enum Answer {
  No,
  Perhaps,
  Yes;

  public static Answer of(boolean sure) {
    return sure ? Yes : No;
  }

  public Answer and(Answer other) {
    return compareTo(other) < 0 ? this : other;
  }

  public Answer or(Answer other) {
    return compareTo(other) > 0 ? this : other;
  }

  /** The best of all answers; No for an empty list. */
  public static <T> Answer any(Collection<T> all, Function<T, Answer> question) {
    Answer best = No;
    for (T one : all) {
      best = best.or(question.apply(one));
      if (best == Yes) {
        return best;
      }
    }
    return best;
  }
}
