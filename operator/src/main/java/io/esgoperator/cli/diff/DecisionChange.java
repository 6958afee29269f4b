package io.esgoperator.cli.diff;

import io.esgoperator.netpol.world.Decision;
import java.util.Locale;

/** From one decision to another. */
record DecisionChange(Decision from, Decision to) implements Comparable<DecisionChange> {
  /** {@code opens}, {@code closes}, or both decisions where one of them is unclear. */
  @Override
  public String toString() {
    if (from == Decision.Denied && to == Decision.Allowed) {
      return "opens";
    }
    return from == Decision.Allowed && to == Decision.Denied
        ? "closes"
        : (from + " to " + to).toLowerCase(Locale.ROOT);
  }

  /** What opens comes first, then what closes. */
  @Override
  public int compareTo(DecisionChange other) {
    int byDoubt = Boolean.compare(isDoubt(), other.isDoubt());
    return byDoubt != 0 ? byDoubt : other.toString().compareTo(toString());
  }

  /** Whether it was unclear, or is. */
  boolean isDoubt() {
    return from == Decision.Unclear || to == Decision.Unclear;
  }
}
