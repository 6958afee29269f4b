package io.esgoperator.cli.report;

import io.esgoperator.model.Count;
import io.esgoperator.model.PlainText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report for a terminal. */
final class TextReport {
  private TextReport() {}

  static String write(CheckReport report) {
    return Stream.concat(
            report.instances().stream().flatMap(TextReport::lines), Stream.of(summary(report)))
        .map(PlainText::line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static Stream<String> lines(InstanceReport instance) {
    return blocks(
        List.of(
            Stream.of(heading(instance)),
            table(instance).lines().stream(),
            findings(instance),
            instance.ifEnforced()));
  }

  /** The lines of each block that has any, and after it an empty line. */
  static Stream<String> blocks(List<Stream<String>> blocks) {
    return blocks.stream()
        .map(Stream::toList)
        .filter(lines -> !lines.isEmpty())
        .flatMap(lines -> Stream.concat(lines.stream(), Stream.of("")));
  }

  static String heading(InstanceReport instance) {
    return instance.instance()
        + (instance.place() == null ? "" : " (" + instance.place() + ")")
        + instance.ownPolicy().inHeading();
  }

  static TextTable table(InstanceReport instance) {
    return TextTable.of(
        List.of("PATH", "DIRECTION", "PORT", "FAMILY", "PEERS", "DECISION", "BECAUSE"),
        instance.rows().stream()
            .map(
                row ->
                    List.of(
                        row.path().name(),
                        row.direction(),
                        row.portText(),
                        row.family(),
                        row.peers(),
                        row.ruling().decision().name(),
                        row.ruling().because())));
  }

  /** One line for each finding, in the format of compilers. */
  private static Stream<String> findings(InstanceReport instance) {
    return Stream.concat(
        instance.closed().map(row -> place(row.ruling().place()) + row.sentence()),
        instance.undeclared().stream().map(opening -> place(opening.place()) + opening.finding()));
  }

  private static String place(Object place) {
    return place == null ? "" : place + ": ";
  }

  static String summary(CheckReport report) {
    return EngineHint.after(
        (report.findings() == 0
                ? "Every declared path is allowed, and nothing else is open."
                : Count.of(report.findings(), "finding.", "findings."))
            + ignored(report.ignored()),
        report.hint());
  }

  private static String ignored(Map<String, Integer> kinds) {
    return kinds.isEmpty()
        ? ""
        : kinds.entrySet().stream()
            .map(kind -> kind.getValue() + " " + kind.getKey())
            .collect(Collectors.joining(", ", " Not looked at: ", "."));
  }
}
