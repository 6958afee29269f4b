package io.esgoperator.cli.report;

import java.util.function.Function;

/** The format of a report. */
public enum Format {
  text(TextReport::write),
  json(JsonReport::write),
  markdown(MarkdownReport::write),
  sarif(SarifReport::write);

  private final Function<CheckReport, String> writing;

  Format(Function<CheckReport, String> writing) {
    this.writing = writing;
  }

  public String write(CheckReport report) {
    return writing.apply(report);
  }
}
