package io.esgoperator.manifest.yaml;

import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.scanner.ScannerException;

/** The events of a text in YAML 1.1, with their lines. */
public final class YamlEvents {
  /** Levels; what is nested deeper is not read to its end. */
  public static final int DEEPEST = 100;

  /**
   * What Go's scanner takes and SnakeYAML's does not.
   *
   * @param problem how SnakeYAML names it
   * @param letter at the place of the problem
   * @param instead means the same in its place
   */
  private record Mend(String problem, char letter, String instead) {
    boolean fits(ScannerException stopped, char found) {
      return found == letter && stopped.getProblem().startsWith(problem);
    }
  }

  // spotless:off
  private static final List<Mend> MENDS =
      List.of(
          new Mend("found unknown escape character",              '\'', "x27"),
          new Mend("found unknown escape character",              '\t', "t"),
          new Mend("expected chomping or indentation indicators", '\t', " "),
          new Mend("expected chomping or indentation indicators", '#',  " #"),
          new Mend("expected a comment or a line break",          '\t', " "),
          new Mend("expected ' '",                                '\t', " "),
          new Mend(GoScanner.TAB_FOR_A_SPACE,                     '\t', " "));
  // spotless:on

  /** Characters that are read anew for mends. */
  private static final long MOST_WORK = 1 << 27;

  private YamlEvents() {}

  /** Of one chunk. */
  public static Parser of(Chunk chunk) {
    String text = chunk.text();
    return parser(mayNeedMends(text) ? mended(text) : text);
  }

  /**
   * By a loop, since a pattern would cost a fifth of what reading the text does. A chunk ends with
   * a line feed.
   */
  private static boolean mayNeedMends(String text) {
    for (int place = 0; place < text.length(); place++) {
      boolean may =
          switch (text.charAt(place)) {
            case '\t' -> true;
            case '\\' -> text.charAt(place + 1) == '\'';
            case ':' -> isOneOf(",[]{}", text.charAt(place + 1));
            case '#' -> place > 0 && isOneOf("|>-+0123456789", text.charAt(place - 1));
            default -> false;
          };
      if (may) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOneOf(String letters, char letter) {
    return letters.indexOf(letter) >= 0;
  }

  private static Parser parser(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    return new ParserImpl(new GoScanner(text, options));
  }

  private static String mended(String text) {
    String mended = text;
    for (long work = 0; work < MOST_WORK; work += text.length()) {
      Optional<String> next = mendedOnce(mended);
      if (next.isEmpty()) {
        break;
      }
      mended = next.get();
    }
    return mended;
  }

  private static Optional<String> mendedOnce(String text) {
    try {
      readThrough(parser(text));
      return Optional.empty();
    } catch (ScannerException stopped) {
      int at = text.offsetByCodePoints(0, stopped.getProblemMark().getIndex());
      return at == text.length() ? Optional.empty() : mended(text, at, stopped);
    } catch (YAMLException noYaml) {
      return Optional.empty();
    }
  }

  private static void readThrough(Parser events) {
    int depth = 0;
    while (depth <= DEEPEST && !events.checkEvent(Event.ID.StreamEnd)) {
      depth +=
          switch (events.getEvent().getEventId()) {
            case SequenceStart, MappingStart -> 1;
            case SequenceEnd, MappingEnd -> -1;
            default -> 0;
          };
    }
  }

  private static Optional<String> mended(String text, int at, ScannerException stopped) {
    if (stopped.getProblem().equals(TokenRules.COLON_AT_END)) {
      int start = text.offsetByCodePoints(0, stopped.getContextMark().getIndex());
      return Optional.of(quoted(text, start, text.indexOf(':', at) + 1));
    }
    return MENDS.stream()
        .filter(mend -> mend.fits(stopped, text.charAt(at)))
        .findFirst()
        .map(mend -> text.substring(0, at) + mend.instead() + text.substring(at + 1));
  }

  private static String quoted(String text, int start, int end) {
    String plain = text.substring(start, end);
    return text.substring(0, start) + "'" + plain.replace("'", "''") + "'" + text.substring(end);
  }
}
