package io.esgoperator.lab;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.model.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The confusion matrix: what the status last said of each fault that the tests made, written to a
 * file when the run ends. Each test checks its own cells. What stands in the file of faults that a
 * run does not make stays.
 */
public final class Matrix implements AutoCloseable {
  private static final Path FILE = Path.of("target", "confusion-matrix.md");
  private static final String HEAD =
      """
      | fault | what is not Open, and the culprit | Ready |
      |---|---|---|
      """;

  private final Map<String, String> rows;
  private final String prefix;

  private Matrix(Map<String, String> rows, String prefix) {
    this.rows = rows;
    this.prefix = prefix;
  }

  public Matrix() throws IOException {
    this(Collections.synchronizedMap(new TreeMap<>()), "");
    if (Files.exists(FILE)) {
      Files.readAllLines(FILE).stream()
          .skip(HEAD.lines().count())
          .forEach(row -> rows.put(row.substring(2, row.indexOf(" |")), row));
    }
  }

  /** The same matrix, for faults under this engine. */
  Matrix on(Engine engine) {
    return new Matrix(rows, engine.prefix());
  }

  /** Adds what a status says; of several paths that say the same only the number. */
  public void add(String fault, EsgInstanceStatus status) {
    add(fault, status, status.paths().stream());
  }

  /** Adds what a status says of some of several paths that are closed. */
  public void add(String fault, EsgInstanceStatus status, Set<String> paths) {
    add(fault, status, status.paths().stream().filter(row -> paths.contains(row.name())));
  }

  /** Adds what a status says of the paths to the gateway alone. */
  public void addInbound(String fault, EsgInstanceStatus status) {
    add(fault, status, status.paths().stream().filter(row -> row.direction() == Direction.Inbound));
  }

  private void add(String fault, EsgInstanceStatus status, Stream<PathStatus> about) {
    Map<String, List<PathStatus>> cells =
        about
            .filter(row -> row.verdict() != Verdict.Open)
            .collect(Collectors.groupingBy(Matrix::cell));
    rows.put(
        prefix + fault,
        "| %s | %s | %s |"
            .formatted(
                prefix + fault,
                cells.isEmpty()
                    ? "all Open"
                    : cells.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(cell -> names(cell.getValue()) + ": " + cell.getKey())
                        .collect(Collectors.joining("; ")),
                status.condition(ConditionType.Ready).map(ready -> ready.getStatus()).orElse("")));
  }

  private static String cell(PathStatus row) {
    return row.verdict()
        + " ("
        + row.reason()
        + ")"
        + (row.culprit() == null ? "" : " by " + row.culprit().phrase());
  }

  private static String names(List<PathStatus> rows) {
    return rows.size() > 6
        ? rows.size() + " rows"
        : rows.stream()
            .sorted(Comparator.comparing(PathStatus::name))
            .map(row -> row.family() == null ? row.name() : row.name() + " " + row.family())
            .collect(Collectors.joining(", "));
  }

  @Override
  public void close() throws IOException {
    Files.writeString(
        FILE, HEAD + rows.values().stream().map(row -> row + "\n").collect(Collectors.joining()));
  }
}
