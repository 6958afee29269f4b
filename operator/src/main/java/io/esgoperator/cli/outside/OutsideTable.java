package io.esgoperator.cli.outside;

import io.esgoperator.cli.report.TextTable;
import io.esgoperator.model.PlainText;
import java.util.List;
import java.util.stream.Stream;

/** The table of the rows, and below it the faults of those that are not open. */
record OutsideTable(List<OutsideRow> rows) {
  List<String> lines() {
    List<List<String>> cells =
        Stream.concat(
                Stream.of(List.of("PATH", "FAMILY", "PORT", "VERDICT", "TARGET", "MS")),
                rows.stream().map(OutsideRow::cells))
            .toList();
    Stream<String> messages =
        rows.stream()
            .filter(row -> !row.isOpen())
            .map(row -> row.declared().name() + ": " + row.judgement().text())
            .map(PlainText::line)
            .distinct();
    return Stream.concat(new TextTable(cells).lines().stream(), messages).toList();
  }

  boolean isAllOpen() {
    return rows.stream().allMatch(OutsideRow::isOpen);
  }
}
