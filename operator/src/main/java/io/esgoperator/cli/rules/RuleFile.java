package io.esgoperator.cli.rules;

import io.esgoperator.cli.input.FileFault;
import io.esgoperator.cli.input.Inputs;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.manifest.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads a file with a rule a line; what follows a {@code #} is a comment. */
final class RuleFile {
  /** In MiB. */
  private static final int LARGEST = 1;

  private static final int MOST = 1_000;

  private RuleFile() {}

  static List<ReachRule> read(String name) throws BadInputException {
    List<ReachRule> rules = new ArrayList<>();
    List<String> lines = text(name).lines().toList();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1).replaceFirst("(^|\\s)#.*", "").strip();
      if (!line.isEmpty()) {
        rules.add(rule(line, new Place(name, number)));
      }
    }
    if (rules.isEmpty() || rules.size() > MOST) {
      throw new BadInputException(
          name,
          rules.isEmpty()
              ? "holds no rule: write one a line, such as deny namespace=web to namespace=db"
                  + " port=5432."
              : "holds more than 1,000 rules: split it.");
    }
    return rules;
  }

  private static ReachRule rule(String line, Place place) throws BadInputException {
    String[] words = line.split("\\s+", 2);
    ReachRule.Kind kind =
        Stream.of(ReachRule.Kind.values())
            .filter(one -> one.name().equals(words[0]))
            .findFirst()
            .orElse(null);
    if (kind == null || words.length < 2) {
      throw new BadInputException(
          place,
          "is no rule: write deny or require first, as in deny namespace=web to namespace=db"
              + " port=5432.");
    }
    return new RuleReader(place).rule(kind, words[1], place);
  }

  private static String text(String name) throws BadInputException {
    try (InputStream in = Files.newInputStream(Path.of(name))) {
      String text = Inputs.text(name, in, LARGEST, "a rule a line");
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (IOException unreadable) {
      throw FileFault.of(name, unreadable);
    } catch (InvalidPathException noPath) {
      throw new BadInputException(
          name, "is not the name of a file (%s): correct it.".formatted(noPath.getReason()));
    }
  }
}
