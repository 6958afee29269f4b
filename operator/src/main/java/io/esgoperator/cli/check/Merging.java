package io.esgoperator.cli.check;

import io.esgoperator.cli.report.Row;
import io.esgoperator.model.Family;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Merges rows that differ only in their family. */
final class Merging {
  private Merging() {}

  static List<Row> families(List<Row> rows) {
    Map<Row, Row> merged = new LinkedHashMap<>();
    for (Row row : rows) {
      merged.merge(in(row, List.of()), row, Merging::both);
    }
    return new ArrayList<>(merged.values());
  }

  private static Row both(Row one, Row other) {
    return in(
        one, Stream.concat(one.families().stream(), other.families().stream()).distinct().toList());
  }

  private static Row in(Row row, List<Family> families) {
    return new Row(
        row.path(), families, row.port(), row.peers(), row.decision(), row.because(), row.place());
  }
}
