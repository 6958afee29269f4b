package io.esgoperator.observe.page;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All instances, the worst first, in pages of a size that a browser can handle. */
record PathMatrix(List<MatrixRow> all) {
  /** With sixteen paths each, this is about 150 kB of HTML. */
  static final int ROWS = 100;

  static PathMatrix of(List<EsgInstance> instances) {
    return new PathMatrix(
        instances.stream().map(MatrixRow::of).sorted(MatrixRow.WORST_FIRST).toList());
  }

  /** At least 1: without instances there is one empty page. */
  int pages() {
    return Math.max(1, (all.size() + ROWS - 1) / ROWS);
  }

  /** The instances of a page; the first page is 1. */
  List<MatrixRow> page(int page) {
    return all.stream().skip((page - 1L) * ROWS).limit(ROWS).toList();
  }

  /** The number of instances in each state; the worst first. */
  Map<InstanceState, Long> states() {
    return counted(all.stream().map(MatrixRow::state), Comparator.naturalOrder());
  }

  /** The number of paths with each verdict, each family counted apart; the worst first. */
  Map<Verdict, Long> verdicts() {
    return counted(rows().map(PathStatus::verdict), Comparator.reverseOrder());
  }

  Stream<PathStatus> rows() {
    return all.stream().flatMap(row -> row.status().paths().stream());
  }

  private static <T> Map<T, Long> counted(Stream<T> some, Comparator<T> order) {
    return some.collect(
        Collectors.groupingBy(
            Function.identity(), () -> new TreeMap<>(order), Collectors.counting()));
  }
}
