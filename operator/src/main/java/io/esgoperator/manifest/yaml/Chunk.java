package io.esgoperator.manifest.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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
   * Takes a text apart.
   *
   * @param line the text's first one
   */
  public static List<Chunk> of(String text, int line) {
    List<Chunk> chunks = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    int first = line;
    int here = line;
    for (int start = 0; start < text.length(); here++) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      boolean separates = text.startsWith(SEPARATOR, start);
      if (separates && lines.length() > 0) {
        chunks.add(new Chunk(first, lines.toString()));
        lines.setLength(0);
        first = here + 1;
      } else {
        String row = text.substring(start, endOfLine(text, start, end));
        lines.append(separates ? row.replace('\t', ' ') : row).append('\n');
      }
      start = next;
    }
    if (lines.length() > 0) {
      chunks.add(new Chunk(first, lines.toString()));
    }
    return chunks;
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
