package io.esgoperator.cli.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as a comment on a change. */
final class MarkdownReport {
  private MarkdownReport() {}

  static String write(CheckReport report) {
    return Stream.concat(
            report.instances().stream().flatMap(MarkdownReport::lines),
            Stream.of(MarkdownText.of(TextReport.summary(report))))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static Stream<String> lines(InstanceReport instance) {
    return TextReport.blocks(
        List.of(
            Stream.of("### " + MarkdownText.of(TextReport.heading(instance))),
            TextReport.table(instance).markdown().stream(),
            instance.undeclared().stream()
                .map(
                    opening ->
                        "- %s%s"
                            .formatted(
                                MarkdownText.of(opening.finding()),
                                opening.place() == null
                                    ? ""
                                    : " (" + MarkdownText.code(opening.place().toString()) + ")")),
            instance.ifEnforced().map(closed -> "- " + MarkdownText.of(closed))));
  }
}
