package io.esgoperator.cli.outside;

import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.cli.report.TextTable;
import io.esgoperator.diagnose.Judgement;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.model.Family;
import io.esgoperator.model.PlainText;
import java.util.List;
import java.util.stream.Stream;

/** The table of the rows, and below it the faults of those that are not open. */
record OutsideTable(List<Row> rows) {
  private static final List<String> HEADS =
      List.of("PATH", "FAMILY", "PORT", "VERDICT", "TARGET", "MS");

  /**
   * One inbound path at one address.
   *
   * @param latencyMillis of the server, as {@code PeerTime}, or until the probe gave up; null where
   *     nothing was asked
   */
  record Row(
      DeclaredPath declared,
      Family family,
      String target,
      Long latencyMillis,
      Judgement judgement) {
    private List<String> cells() {
      return List.of(
          declared.name(),
          family.name(),
          String.valueOf(declared.path().port()),
          judgement.verdict().name(),
          target,
          latencyMillis == null ? "-" : String.valueOf(latencyMillis));
    }

    private boolean isOpen() {
      return judgement.verdict() == Verdict.Open;
    }
  }

  List<String> lines() {
    Stream<String> messages =
        rows.stream()
            .filter(row -> !row.isOpen())
            .map(row -> row.declared().name() + ": " + row.judgement().text())
            .map(PlainText::line)
            .distinct();
    return Stream.concat(
            TextTable.of(HEADS, rows.stream().map(Row::cells)).lines().stream(), messages)
        .toList();
  }

  boolean isAllOpen() {
    return rows.stream().allMatch(Row::isOpen);
  }
}
