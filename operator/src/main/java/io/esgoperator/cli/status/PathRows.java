package io.esgoperator.cli.status;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.StatusDocument;
import io.esgoperator.api.v1alpha1.StatusDocument.EndEntry;
import io.esgoperator.api.v1alpha1.StatusDocument.PathEntry;
import io.esgoperator.api.v1alpha1.StatusFolding;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.cli.report.TextTable;
import io.esgoperator.model.Age;
import io.esgoperator.model.Family;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The paths of an instance as a table, the worst first, each with those of its ends that are not
 * open.
 *
 * @param isWide whether open paths have a row, too
 */
record PathRows(EsgInstanceStatus status, boolean isWide, Paint paint, Instant now) {
  private static final List<String> HEADS =
      List.of("PATH", "FAMILY", "VERDICT", "FOR", "ROUNDS", "SEEN");

  /** Empty where no path is to be shown. */
  List<String> lines() {
    StatusDocument document = StatusFolding.of(status);
    List<Row> rows =
        document.paths().stream()
            .filter(path -> isWide || path.verdict() != Verdict.Open || path.doubt() != null)
            .sorted(Comparator.comparing(PathEntry::verdict, Comparator.reverseOrder()))
            .flatMap(path -> rows(path, document))
            .toList();
    return rows.isEmpty()
        ? List.of()
        : TextTable.of(HEADS, rows.stream().map(Row::cells))
            .lines(
                (number, line) ->
                    number == 0 ? line : paint.by(rows.get(number - 1).verdict(), line));
  }

  private record Row(Verdict verdict, List<String> cells) {}

  private Stream<Row> rows(PathEntry path, StatusDocument document) {
    return Stream.concat(
        Stream.of(
            new Row(
                path.doubt() == null ? path.verdict() : Verdict.Unstable,
                List.of(
                    path.name(),
                    family(path.family() == null ? document.family() : path.family()),
                    path.verdict() + (path.doubt() == null ? "" : ", in doubt"),
                    Optional.ofNullable(path.since())
                        .or(() -> Optional.ofNullable(document.since()))
                        .map(since -> Age.of(since, now))
                        .orElse(""),
                    Objects.toString(path.rounds(), ""),
                    Objects.toString(path.doubt(), path.message())))),
        path.ends().stream().filter(end -> end.verdict() != Verdict.Open).map(PathRows::row));
  }

  private static Row row(EndEntry end) {
    return new Row(
        end.verdict(),
        List.of(
            "  to " + end.target(),
            family(end.family()),
            end.verdict().name(),
            "",
            "",
            Objects.toString(end.message(), "")));
  }

  private static String family(Family family) {
    return family == null ? "both" : family.name();
  }
}
