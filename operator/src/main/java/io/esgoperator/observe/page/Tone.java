package io.esgoperator.observe.page;

import io.esgoperator.diagnose.Verdict;

/** What the style knows a verdict by; the verdict's own word always stands beside it. */
final class Tone {
  private Tone() {}

  static String of(Verdict verdict) {
    return switch (verdict) {
      case Open -> "good";
      case Unknown -> "unknown";
      case Unstable, Tampered -> "warn";
      case Refused, Blocked -> "bad";
    };
  }
}
