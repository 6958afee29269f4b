package io.esgoperator.model;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/**
 * Text from outside, made safe to show: names in manifests, evidence, messages of an API server.
 * Characters that control a terminal, are invisible or change the direction of writing are spelt
 * out as {@code \\u001b}; white space that ends lines becomes a space.
 */
public final class PlainText {
  private static final String CUT = "...";

  private PlainText() {}

  /** In one line. */
  public static String line(String text) {
    return spelt(text, letter -> false);
  }

  /** With its line breaks kept. */
  public static String lines(String text) {
    return spelt(text, letter -> letter == '\n');
  }

  /**
   * In one line that is cut where it is too long.
   *
   * @param most bytes in UTF-8, 3 at least; no character is cut in two
   */
  public static String line(String text, int most) {
    String whole = line(text);
    if (whole.getBytes(StandardCharsets.UTF_8).length <= most) {
      return whole;
    }
    StringBuilder cut = new StringBuilder();
    int room = most - CUT.length();
    for (int index = 0; index < whole.length(); ) {
      int letter = whole.codePointAt(index);
      room -= Character.toString(letter).getBytes(StandardCharsets.UTF_8).length;
      if (room < 0) {
        break;
      }
      cut.appendCodePoint(letter);
      index += Character.charCount(letter);
    }
    return cut + CUT;
  }

  private static String spelt(String text, IntPredicate kept) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            letter -> {
              if (kept.test(letter) || !isHarmful(letter)) {
                plain.appendCodePoint(letter);
              } else if (letter == '\n' || letter == '\r' || letter == '\t') {
                plain.append(' ');
              } else {
                plain.append("\\u%04x".formatted(letter));
              }
            });
    return plain.toString();
  }

  /** Unicode's categories Cc, Cf (which has the overrides of direction), Zl, Zp, Cs, Co and Cn. */
  private static boolean isHarmful(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  /**
   * The same text to readers of JSON and JavaScript, in ASCII: its other characters are escaped
   * (RFC 8259 section 7, ECMA-262 section 12.9.4).
   */
  public static String ascii(String text) {
    StringBuilder ascii = new StringBuilder();
    text.chars()
        .forEach(
            letter -> {
              if (letter < 0x7f) {
                ascii.append((char) letter);
              } else {
                ascii.append("\\u%04x".formatted(letter));
              }
            });
    return ascii.toString();
  }
}
