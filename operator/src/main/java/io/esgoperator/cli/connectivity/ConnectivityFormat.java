package io.esgoperator.cli.connectivity;

import io.esgoperator.cli.rules.RuleJson;
import io.esgoperator.cli.rules.RuleReport;
import io.esgoperator.cli.rules.RuleSarif;
import io.esgoperator.cli.rules.RuleText;
import io.esgoperator.manifest.BadInputException;
import java.util.function.Function;

/** The format of a report: on what may be reached, and on rules. */
enum ConnectivityFormat {
  text(ConnectivityTable::text, RuleText::write),
  json(ConnectivityJson::write, RuleJson::write),
  csv(ConnectivityTable::csv, null),
  markdown(ConnectivityTable::markdown, null),
  dot(ConnectivityGraph::write, null),
  html(ConnectivityPicture::write, null),
  sarif(null, RuleSarif::write);

  private final Writing writing;
  private final Function<RuleReport, String> ofRules;

  interface Writing {
    /** The text; refused where the format cannot take that much. */
    String of(ConnectivityReport report) throws BadInputException;
  }

  ConnectivityFormat(Writing writing, Function<RuleReport, String> ofRules) {
    this.writing = writing;
    this.ofRules = ofRules;
  }

  /** Writes a report in this format; refused where it is one of rules alone. */
  Writing writing() throws BadInputException {
    if (writing == null) {
      throw new BadInputException(
          "--format", "%s is for rules: add --deny, --require or --rules.".formatted(this));
    }
    return writing;
  }

  /** Writes a report on rules in this format; refused where they are not told in it. */
  Function<RuleReport, String> ofRules() throws BadInputException {
    if (ofRules == null) {
      throw new BadInputException(
          "--format", "rules are not told as %s: write text, json or sarif.".formatted(this));
    }
    return ofRules;
  }
}
