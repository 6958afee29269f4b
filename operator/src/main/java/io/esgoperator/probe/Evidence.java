package io.esgoperator.probe;

/**
 * What a peer or a pod says of itself, made safe to show: printable ASCII in one line of at most
 * {@value #LENGTH} characters. The writer and the reader of a report check it by the same rule.
 */
public final class Evidence {
  public static final int LENGTH = 200;

  private static final String CUT = "...";

  private Evidence() {}

  /** Any text as evidence: other characters become question marks, and a long text is cut. */
  public static String of(String text) {
    StringBuilder printable = new StringBuilder();
    text.chars()
        .limit(LENGTH + 1L)
        .map(letter -> isPrintable(letter) ? letter : '?')
        .forEach(letter -> printable.append((char) letter));
    return printable.length() <= LENGTH
        ? printable.toString()
        : printable.substring(0, LENGTH - CUT.length()) + CUT;
  }

  /** Whether a text is evidence as it stands. */
  public static boolean isFit(String text) {
    return text.length() <= LENGTH && text.chars().allMatch(Evidence::isPrintable);
  }

  private static boolean isPrintable(int letter) {
    return letter >= 0x20 && letter <= 0x7e;
  }
}
