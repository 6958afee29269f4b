package io.esgoperator.cli.rules;

import io.esgoperator.manifest.BadInputException;
import java.util.function.Function;
import java.util.stream.Stream;

/** The format of a report on rules. */
public enum RuleFormat {
  text(RuleText::write),
  json(RuleJson::write),
  sarif(RuleSarif::write);

  private final Function<RuleReport, String> writing;

  RuleFormat(Function<RuleReport, String> writing) {
    this.writing = writing;
  }

  /**
   * The format of that name.
   *
   * @throws BadInputException where rules are not told in it
   */
  public static RuleFormat called(String name) throws BadInputException {
    return Stream.of(values())
        .filter(format -> format.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "--format",
                    "rules are not told as %s: write text, json or sarif.".formatted(name)));
  }

  public String write(RuleReport report) {
    return writing.apply(report);
  }
}
