package io.esgoperator.observe.page;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The cell of an instance's path: the worst verdict of its families.
 *
 * @param about the path, or the first one of those that share the column
 * @param detail the family if only one is meant, a doubt, and since when
 */
record MatrixCell(Verdict verdict, String about, String detail) {
  /** Empty for a path that is not declared. */
  static Optional<MatrixCell> of(Column column, List<PathStatus> all, TimeElement time) {
    List<PathStatus> rows = all.stream().filter(column.holds()).toList();
    return rows.stream()
        .map(PathStatus::verdict)
        .max(Verdict::compareTo)
        .map(worst -> of(worst, rows, column, time));
  }

  private static MatrixCell of(
      Verdict worst, List<PathStatus> rows, Column column, TimeElement time) {
    List<PathStatus> meant = rows.stream().filter(row -> row.verdict() == worst).toList();
    String about = meant.get(0).name();
    return new MatrixCell(
        worst,
        about,
        Stream.of(
                about.equals(column.title()) ? "" : several(meant, PathStatus::name),
                meant.size() == rows.size() ? "" : several(meant, PathStatus::family),
                rows.stream().anyMatch(row -> row.doubt() != null) ? "in doubt" : "",
                worst == Verdict.Open ? "" : since(meant, time))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.joining(", ")));
  }

  private static String several(List<PathStatus> rows, Function<PathStatus, ?> word) {
    List<String> words =
        rows.stream()
            .map(word)
            .flatMap(Stream::ofNullable)
            .map(Object::toString)
            .distinct()
            .toList();
    return switch (words.size()) {
      case 0 -> "";
      case 1 -> words.get(0);
      default -> words.get(0) + " +" + (words.size() - 1);
    };
  }

  private static String since(List<PathStatus> rows, TimeElement time) {
    return rows.stream()
        .map(PathStatus::lastTransitionTime)
        .flatMap(Stream::ofNullable)
        .min(Instant::compareTo)
        .map(time::age)
        .orElse("");
  }

  Markup markup(MatrixRow instance) {
    return verdict == Verdict.Open && detail.isEmpty()
        ? Markup.of("<td class=\"good\">%s</td>", verdict)
        : Markup.of(
            "<td><a class=\"%s\" href=\"%s#%s\">%s<small>%s</small></a></td>",
            CssClass.of(verdict), instance.address(), about, verdict, detail);
  }
}
