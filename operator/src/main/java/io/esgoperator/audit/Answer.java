package io.esgoperator.audit;

import java.util.Collection;
import java.util.function.Function;

/** Whether something is true, according to the snapshot. */
enum Answer {
  No,
  Perhaps,
  Yes;

  static Answer of(boolean sure) {
    return sure ? Yes : No;
  }

  Answer and(Answer other) {
    return compareTo(other) < 0 ? this : other;
  }

  Answer or(Answer other) {
    return compareTo(other) > 0 ? this : other;
  }

  /** The best of all answers; No for an empty list. */
  static <T> Answer any(Collection<T> all, Function<T, Answer> question) {
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
