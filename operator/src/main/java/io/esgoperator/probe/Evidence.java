package io.esgoperator.probe;

import java.util.regex.Pattern;

/**
 * What a peer or a pod says of itself, made safe to show: printable ASCII in one line of at most
 * {@value #LENGTH} characters. The writer and the reader of a report check it by the same rule.
 */
public final class Evidence {
  public static final int LENGTH = 200;

  /** As probers tell an answer in the protocol that is a refusal. */
  private static final Pattern REFUSAL =
      Pattern.compile(
          "HTTP/[0-9.]+ 400\\b.*|TLS alert .*|TLS, and then the connection ended.*|[45][0-9][0-9]\\b.*|.*; (EHLO was answered with|the connection ended at EHLO).*");

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

  /** Whether it is of a peer that answered in its protocol, and did not take what was asked. */
  public static boolean showsRefusal(String text) {
    return REFUSAL.matcher(text).matches();
  }

  private static boolean isPrintable(int letter) {
    return letter >= 0x20 && letter <= 0x7e;
  }
}
