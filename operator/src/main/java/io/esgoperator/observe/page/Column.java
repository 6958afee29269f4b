package io.esgoperator.observe.page;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A column of the matrix.
 *
 * @param note the path's ports; a relay may have another one than the catalogue
 */
record Column(String title, String note, Predicate<PathStatus> holds) {
  /**
   * Columns for the catalogue's paths that instances declare, in the catalogue's order. Additional
   * paths share one column, since each instance may choose its own names.
   */
  static List<Column> of(PathMatrix matrix) {
    Map<String, Set<Integer>> declared =
        matrix
            .rows()
            .collect(
                Collectors.groupingBy(
                    PathStatus::name,
                    Collectors.mapping(PathStatus::port, Collectors.toCollection(TreeSet::new))));
    return Stream.concat(
            Catalogue.PATHS.stream()
                .filter(path -> declared.containsKey(path.name()))
                .map(path -> of(path, declared.get(path.name()))),
            declared.keySet().stream().allMatch(name -> Catalogue.named(name).isPresent())
                ? Stream.empty()
                : Stream.of(new Column("others", "", row -> Catalogue.named(row.name()).isEmpty())))
        .toList();
  }

  private static Column of(Path path, Set<Integer> ports) {
    return new Column(
        path.name(),
        path.transport()
            + " "
            + ports.stream().map(String::valueOf).collect(Collectors.joining(", "))
            + (path.direction() == Direction.Inbound ? " in" : " out"),
        row -> path.name().equals(row.name()));
  }
}
