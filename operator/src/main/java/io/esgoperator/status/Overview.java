package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.model.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Summarises all rows in a few lines, the worst first. */
record Overview(List<PathStatus> rows) {
  private static final List<Verdict> WORST_FIRST =
      Stream.of(Verdict.values()).sorted(Comparator.reverseOrder()).toList();

  List<String> lines() {
    List<PathStatus> doubted = rows.stream().filter(row -> row.doubt() != null).toList();
    return Stream.concat(
            WORST_FIRST.stream().flatMap(this::lines),
            doubted.isEmpty()
                ? Stream.empty()
                : Stream.of("In doubt until the next round: " + names(doubted) + "."))
        .toList();
  }

  private Stream<String> lines(Verdict verdict) {
    List<PathStatus> of = rows.stream().filter(row -> row.verdict() == verdict).toList();
    if (of.isEmpty()) {
      return Stream.empty();
    }
    return switch (verdict) {
      case Open -> Stream.of(verdict + ": " + names(of) + ".");
      case Unknown -> grouped(of, PathStatus::message).map(Overview::unknown);
      default -> grouped(of, Overview::fault).map(this::bad);
    };
  }

  private static Stream<List<PathStatus>> grouped(
      List<PathStatus> rows, Function<PathStatus, String> key) {
    Map<String, List<PathStatus>> groups = new LinkedHashMap<>();
    rows.forEach(row -> groups.computeIfAbsent(key.apply(row), any -> new ArrayList<>()).add(row));
    return groups.values().stream();
  }

  /** What is one fault: a path, or a family that has no way out. */
  private static String fault(PathStatus row) {
    return row.reason() == Reason.NoWayOut ? "no way out over " + row.family() : row.name();
  }

  private String bad(List<PathStatus> path) {
    PathStatus first = path.get(0);
    if (first.reason() == Reason.NoWayOut) {
      return "%s: no way out over %s for %s."
          .formatted(
              first.verdict(),
              first.family(),
              path.stream().map(PathStatus::name).collect(Collectors.joining(", ")));
    }
    return "%s: %s (%s %d %s)%s. %s"
        .formatted(
            first.verdict(),
            names(path),
            first.protocol(),
            first.port(),
            first.direction() == Direction.Inbound ? "in" : "out",
            first.culprit() == null ? "" : " by " + first.culprit().phrase(),
            first.consequence());
  }

  private static String unknown(List<PathStatus> group) {
    return Verdict.Unknown
        + ": "
        + group.stream().map(PathStatus::name).distinct().collect(Collectors.joining(", "))
        + ". "
        + group.get(0).message();
  }

  /** Names; with the family if the path's other family has another verdict. */
  private String names(List<PathStatus> some) {
    return grouped(some, PathStatus::name)
        .map(
            path -> {
              String name = path.get(0).name();
              boolean whole =
                  path.size() == rows.stream().filter(row -> row.name().equals(name)).count();
              return whole
                  ? name
                  : name
                      + " over "
                      + path.stream()
                          .map(row -> row.family().name())
                          .collect(Collectors.joining(" and "));
            })
        .collect(Collectors.joining(", "));
  }
}
