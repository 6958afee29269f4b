package io.esgoperator.manifest.yaml;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What kubectl takes for one document: the lines up to one that begins with {@code ---}, whatever
 * they are part of (k8s.io/apimachinery's YAMLReader).
 *
 * @param line its first one, from 1
 */
public record Chunk(int line, String text) {
  private static final String SEPARATOR = "---";
  private static final Pattern TEXT_BEHIND_SEPARATOR =
      Pattern.compile("(?md)^---[\\p{IsWhite_Space}&&[^\n]]*+[^\\p{IsWhite_Space}#]");
  private static final Pattern DIRECTIVE = Pattern.compile("(?md)^%");

  /**
   * Takes a text apart: gives one chunk after the other, and empty behind the last one. All of them
   * would be the text once more.
   *
   * @param line the text's first one
   */
  public static Supplier<Optional<Chunk>> of(String text, int line) {
    return new Cutting(text, line)::next;
  }

  private static final class Cutting {
    private final String text;
    private int start;
    private int line;

    Cutting(String text, int line) {
      this.text = text;
      this.line = line;
    }

    /** A separator ends a chunk, and is a line of the next one where that has none before it. */
    Optional<Chunk> next() {
      StringBuilder lines = new StringBuilder();
      int first = line;
      while (start < text.length()) {
        int end = text.indexOf('\n', start);
        boolean separates = text.startsWith(SEPARATOR, start);
        String row = text.substring(start, endOfLine(text, start, end));
        start = end < 0 ? text.length() : end + 1;
        line++;
        if (separates && lines.length() > 0) {
          break;
        }
        lines.append(separates ? row.replace('\t', ' ') : row).append('\n');
      }
      return lines.length() == 0
          ? Optional.empty()
          : Optional.of(new Chunk(first, lines.toString()));
    }
  }

  /** The line of the first separator with more than a comment behind it, which kubectl refuses. */
  public static OptionalInt wrongSeparator(String text, int line) {
    return first(TEXT_BEHIND_SEPARATOR, text, line);
  }

  /** The line of the first directive, in a chunk without a document. */
  public OptionalInt lineOfDirective() {
    return first(DIRECTIVE, text, line);
  }

  private static OptionalInt first(Pattern pattern, String text, int line) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find()
        ? OptionalInt.of(
            line
                + (int)
                    text.chars().limit(matcher.start()).filter(letter -> letter == '\n').count())
        : OptionalInt.empty();
  }

  private static int endOfLine(String text, int start, int end) {
    if (end < 0) {
      return text.length();
    }
    return end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }
}
