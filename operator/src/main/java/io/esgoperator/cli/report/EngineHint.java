package io.esgoperator.cli.report;

import io.esgoperator.netpol.Evaluator;

/** How to make clear what depends on the engine; the last sentence of a report. */
public final class EngineHint {
  private static final String SENTENCE =
      "Engines differ on some of this: name yours with --engine cilium or --engine other.";

  private EngineHint() {}

  /**
   * The sentence; empty where a known engine makes nothing clear.
   *
   * @param isUnclear whether something in the report is
   */
  public static String of(Evaluator evaluator, boolean isUnclear) {
    return of(isUnclear && evaluator.dependsOnEngine());
  }

  /** The sentence where something is unclear that a known engine may decide; else empty. */
  public static String of(boolean byEngine) {
    return byEngine ? SENTENCE : "";
  }

  /** A sentence with the hint behind it. */
  public static String after(String sentence, String hint) {
    return hint.isEmpty() ? sentence : sentence + " " + hint;
  }
}
