package io.esgoperator.cli.report;

import java.util.function.Function;
import picocli.CommandLine.Option;

/** The format of reports that are told in two. */
public final class TextOrJson {
  private enum Format {
    text,
    json
  }

  @Option(
      names = {"-o", "--format"},
      defaultValue = "text",
      description = "One of ${COMPLETION-CANDIDATES}; text is the default.")
  private Format format;

  /** Writes a report in the format that is asked for. */
  public <T> String write(T report, Function<T, String> text, Function<T, String> json) {
    return (format == Format.json ? json : text).apply(report);
  }
}
