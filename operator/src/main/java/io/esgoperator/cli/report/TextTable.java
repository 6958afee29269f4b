package io.esgoperator.cli.report;

import io.esgoperator.model.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table; each column is as wide as its widest cell. */
public record TextTable(List<List<String>> rows) {
  public TextTable {
    rows = rows.stream().map(row -> row.stream().map(PlainText::line).toList()).toList();
  }

  public static TextTable of(List<String> heads, Stream<List<String>> rows) {
    return new TextTable(Stream.concat(Stream.of(heads), rows).toList());
  }

  /** The lines, each of them changed by its number: 0 has the heads. */
  public List<String> lines(BiFunction<Integer, String, String> change) {
    List<String> lines = lines();
    return IntStream.range(0, lines.size())
        .mapToObj(number -> change.apply(number, lines.get(number)))
        .toList();
  }

  public List<String> lines() {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, row.size())
                    .mapToObj(
                        column ->
                            row.get(column) + " ".repeat(widths[column] - row.get(column).length()))
                    .collect(Collectors.joining("  "))
                    .stripTrailing())
        .toList();
  }

  /** The lines of a Markdown table. */
  public List<String> markdown() {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      lines.add(row.stream().map(MarkdownText::of).collect(Collectors.joining(" | ", "| ", " |")));
      if (lines.size() == 1) {
        lines.add("|" + " --- |".repeat(row.size()));
      }
    }
    return lines;
  }
}
