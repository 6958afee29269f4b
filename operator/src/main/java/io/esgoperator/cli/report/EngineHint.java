package io.esgoperator.cli.report;

/** How to make clear what depends on the engine; the last sentence of a report. */
public final class EngineHint {
  private static final String SENTENCE =
      "Engines differ on some of this: name yours with --engine cilium or --engine other.";

  private EngineHint() {}

  /** The sentence where something is unclear that a known engine decides; else empty. */
  public static String of(boolean dependsOnEngine) {
    return dependsOnEngine ? SENTENCE : "";
  }

  /** A sentence with the hint behind it. */
  public static String after(String sentence, String hint) {
    return hint.isEmpty() ? sentence : sentence + " " + hint;
  }
}
