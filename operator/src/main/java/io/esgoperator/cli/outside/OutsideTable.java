package io.esgoperator.cli.outside;

import io.esgoperator.model.PlainText;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The table that is printed: one line a row, and below it the faults of the rows that are not open.
 */
record OutsideTable(List<OutsideRow> rows) {
  private static final String LINE = "%%-%ds  %%-6s  %%-5s  %%-8s  %%-%ds  %%s";

  List<String> lines() {
    return Stream.of(Stream.of(heading()), rows.stream().map(this::line), messages())
        .flatMap(lines -> lines)
        .map(PlainText::line)
        .toList();
  }

  boolean isAllOpen() {
    return rows.stream().allMatch(OutsideRow::isOpen);
  }

  private String heading() {
    return format("PATH", "FAMILY", "PORT", "VERDICT", "TARGET", "MS");
  }

  private String line(OutsideRow row) {
    return format(
        row.declared().name(),
        row.family(),
        row.declared().path().port(),
        row.judgement().verdict(),
        row.target(),
        row.latencyMillis() == null ? "-" : row.latencyMillis());
  }

  private Stream<String> messages() {
    return rows.stream()
        .filter(row -> !row.isOpen())
        .map(row -> row.declared().name() + ": " + row.judgement().text())
        .distinct();
  }

  private String format(Object... cells) {
    return LINE.formatted(
            widest("PATH", row -> row.declared().name()), widest("TARGET", OutsideRow::target))
        .formatted(cells);
  }

  private int widest(String heading, Function<OutsideRow, String> cell) {
    return Stream.concat(Stream.of(heading), rows.stream().map(cell))
        .mapToInt(String::length)
        .max()
        .orElseThrow();
  }
}
