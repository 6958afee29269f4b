package io.esgoperator.check;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For a comment on a change. */
final class MarkdownReport {
  private MarkdownReport() {}

  static String write(CheckReport report) {
    return Stream.concat(
            report.instances().stream().flatMap(MarkdownReport::lines),
            Stream.of(TextReport.summary(report)))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static Stream<String> lines(InstanceReport instance) {
    return Stream.of(
            Stream.of("### " + TextReport.heading(instance), ""),
            new Grid(TextReport.table(instance)).markdown().stream(),
            Stream.of(""),
            instance.undeclared().stream()
                .map(
                    opening ->
                        "- %s%s"
                            .formatted(
                                Sentences.of(opening),
                                opening.place() == null ? "" : " (`" + opening.place() + "`)")),
            instance.undeclared().isEmpty() ? Stream.<String>empty() : Stream.of(""),
            instance.wouldClose().stream().map(closed -> "- " + Sentences.ifEnforced(closed)),
            instance.wouldClose().isEmpty() ? Stream.<String>empty() : Stream.of(""))
        .flatMap(lines -> lines);
  }
}
