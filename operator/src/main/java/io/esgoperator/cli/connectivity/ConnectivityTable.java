package io.esgoperator.cli.connectivity;

import io.esgoperator.cli.report.TextTable;
import io.esgoperator.cli.workloads.PortsText;
import io.esgoperator.model.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as a table, in three formats. */
final class ConnectivityTable {
  private static final List<String> HEADS =
      List.of("FROM", "TO", "FAMILY", "DECISION", "PORTS", "BECAUSE");

  private ConnectivityTable() {}

  static String text(ConnectivityReport report) {
    List<String> lines = new ArrayList<>();
    if (!report.rows().isEmpty()) {
      Stream<List<String>> rows =
          report.rows().stream()
              .map(
                  row ->
                      cells(
                          row,
                          PortsText.of(row.ports())
                              + (row.isAllowed() ? "" : " unclear: " + row.because())));
      lines.addAll(TextTable.of(List.of("FROM", "TO", "FAMILY", "PORTS"), rows).lines());
      lines.add("");
    }
    lines.add(report.sentence());
    return lines(lines.stream());
  }

  static String markdown(ConnectivityReport report) {
    return lines(
        Stream.concat(
            TextTable.of(HEADS, cells(report)).markdown().stream(),
            Stream.of("", report.sentence())));
  }

  /** By RFC 4180, but with a line feed alone. */
  static String csv(ConnectivityReport report) {
    return lines(
        Stream.concat(Stream.of(HEADS.stream().map(String::toLowerCase).toList()), cells(report))
            .map(
                row ->
                    row.stream().map(ConnectivityTable::quoted).collect(Collectors.joining(","))));
  }

  private static String quoted(String cell) {
    String plain = PlainText.line(cell);
    return plain.matches("[^\",]*") ? plain : "\"" + plain.replace("\"", "\"\"") + "\"";
  }

  private static Stream<List<String>> cells(ConnectivityReport report) {
    return report.rows().stream()
        .map(row -> cells(row, row.decision().name(), PortsText.of(row.ports()), row.because()));
  }

  private static List<String> cells(ConnectivityRow row, String... further) {
    return Stream.concat(
            Stream.of(row.from().name(), row.to().name(), row.family()), Stream.of(further))
        .toList();
  }

  private static String lines(Stream<String> lines) {
    return lines.collect(Collectors.joining("\n", "", "\n"));
  }
}
