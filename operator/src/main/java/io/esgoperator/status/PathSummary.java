package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Impact;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Summarises the rows: how many paths are open, and which is worst. */
record PathSummary(List<PathStatus> rows, Map<String, DeclaredPath> declared) {
  /** Reasons why the cluster cannot judge a path although nothing is broken. */
  private static final Set<Reason> NOT_JUDGED_BY_DESIGN =
      EnumSet.of(Reason.SourceRestricted, Reason.Unverifiable, Reason.NoTarget);

  static PathSummary of(EsgInstanceSpec spec, List<PathStatus> rows) {
    return new PathSummary(
        rows,
        DeclaredPaths.of(spec).stream()
            .collect(Collectors.toMap(DeclaredPath::name, Function.identity())));
  }

  String openCount() {
    long open = declared.keySet().stream().filter(this::isOpen).count();
    return open + "/" + declared.size() + " open";
  }

  /** A family without any way out is one fault of the network, not one of each path. */
  private boolean isOpen(String name) {
    List<PathStatus> asked =
        rows.stream()
            .filter(row -> row.name().equals(name) && row.reason() != Reason.NoWayOut)
            .toList();
    return !asked.isEmpty() && asked.stream().allMatch(row -> row.verdict() == Verdict.Open);
  }

  /** The worst path in two words, or null. */
  String worst() {
    return rows.stream()
        .filter(
            row -> row.verdict() != Verdict.Open && !NOT_JUDGED_BY_DESIGN.contains(row.reason()))
        .max(
            Comparator.comparing((PathStatus row) -> row.verdict().isBad())
                .thenComparing(row -> isBreaking(row))
                .thenComparing(PathStatus::verdict))
        .map(
            row ->
                (row.reason() == Reason.NoWayOut ? row.family().name() : row.name())
                    + " "
                    + row.verdict())
        .orElseGet(this::doubtful);
  }

  private String doubtful() {
    return rows.stream()
        .filter(row -> row.doubt() != null)
        .findFirst()
        .map(row -> row.name() + " doubtful")
        .orElse(null);
  }

  List<PathStatus> bad() {
    return rows.stream().filter(row -> row.verdict().isBad()).toList();
  }

  List<PathStatus> tampered() {
    return rows.stream().filter(row -> row.verdict() == Verdict.Tampered).toList();
  }

  List<PathStatus> openOutbound() {
    return rows.stream()
        .filter(row -> row.verdict() == Verdict.Open)
        .filter(row -> row.direction() == Direction.Outbound)
        .toList();
  }

  List<PathStatus> unknown() {
    return rows.stream()
        .filter(
            row -> row.verdict() == Verdict.Unknown && !NOT_JUDGED_BY_DESIGN.contains(row.reason()))
        .toList();
  }

  /** Mail flows over one family where the other is closed, and by one end where another is. */
  boolean isBreaking(PathStatus row) {
    DeclaredPath path = declared.get(row.name());
    return path != null
        && path.path().impact() == Impact.Breaks
        && rows.stream()
            .filter(other -> other.name().equals(row.name()))
            .noneMatch(other -> other.verdict().works());
  }

  static String names(List<PathStatus> rows) {
    return rows.stream().map(PathSummary::name).distinct().collect(Collectors.joining(", "));
  }

  private static String name(PathStatus row) {
    if (row.reason() == Reason.NoWayOut) {
      return "everything out over " + row.family();
    }
    return row.name() + (row.family() == null ? "" : " (" + row.family() + ")");
  }
}
