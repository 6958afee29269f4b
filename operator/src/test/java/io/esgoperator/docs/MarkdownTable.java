package io.esgoperator.docs;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table in Markdown, which both GitHub and the site show. */
record MarkdownTable(List<String> heads, List<List<String>> rows) {
  @Override
  public String toString() {
    return Stream.concat(Stream.of(heads, Collections.nCopies(heads.size(), "---")), rows.stream())
        .map(MarkdownTable::line)
        .collect(Collectors.joining());
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> " " + cell.replace("|", "\\|").replaceAll("\\s+", " ").strip() + " ")
        .collect(Collectors.joining("|", "|", "|\n"));
  }

  static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }
}
