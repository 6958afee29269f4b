package io.esgoperator.observe.page;

import io.esgoperator.api.v1alpha1.Verdict;

/** The CSS class of a verdict; the verdict is always written beside it as text. */
final class CssClass {
  private CssClass() {}

  static String of(Verdict verdict) {
    return switch (verdict) {
      case Open -> "good";
      case Unknown -> "unknown";
      case Partial, Unstable, Tampered -> "warn";
      case Refused, Blocked -> "bad";
    };
  }
}
