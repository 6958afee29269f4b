package io.esgoperator.observe.page;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A column of the matrix.
 *
 * @param note the path's port
 */
record Column(String title, String note, Predicate<PathStatus> holds) {
  private static final Set<String> CATALOGUE =
      Catalogue.PATHS.stream().map(Path::name).collect(Collectors.toUnmodifiableSet());

  /**
   * Columns for the catalogue's paths that instances declare, in the catalogue's order. Additional
   * paths share one column, since each instance may choose its own names.
   */
  static List<Column> of(PathMatrix matrix) {
    Set<String> declared = matrix.rows().map(PathStatus::name).collect(Collectors.toSet());
    return Stream.concat(
            Catalogue.PATHS.stream().filter(path -> declared.contains(path.name())).map(Column::of),
            CATALOGUE.containsAll(declared)
                ? Stream.empty()
                : Stream.of(new Column("others", "", row -> !CATALOGUE.contains(row.name()))))
        .toList();
  }

  private static Column of(Path path) {
    return new Column(
        path.name(),
        path.transport()
            + " "
            + path.port()
            + (path.direction() == Direction.Inbound ? " in" : " out"),
        row -> path.name().equals(row.name()));
  }
}
