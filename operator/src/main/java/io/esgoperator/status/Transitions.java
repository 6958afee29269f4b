package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.StatusDocument.Transition;
import io.esgoperator.api.v1alpha1.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The paths that changed from one status to the next. */
public final class Transitions {
  private Transitions() {}

  /**
   * Rows of {@code now} that deserve an Event: a path that became bad, or bad in another way; one
   * that recovered; and the first of those that became unknown for one reason, since a broken probe
   * gives every path the same reason.
   */
  public static List<PathStatus> between(EsgInstanceStatus before, EsgInstanceStatus now) {
    Map<Reason, PathStatus> unknown = new TreeMap<>();
    now.paths().stream()
        .filter(row -> row.verdict() == Verdict.Unknown)
        .filter(row -> !PathStatuses.FIRST_REASONS.contains(row.reason()))
        .filter(row -> none(before, old -> old.reason() == row.reason()))
        .forEach(row -> unknown.putIfAbsent(row.reason(), row));
    return Stream.concat(
            now.paths().stream().filter(row -> turnedBad(before, row) || recovered(before, row)),
            unknown.values().stream())
        .toList();
  }

  private static boolean turnedBad(EsgInstanceStatus before, PathStatus row) {
    return row.verdict().isBad()
        && none(before, old -> isSamePath(old, row) && old.verdict() == row.verdict());
  }

  private static boolean recovered(EsgInstanceStatus before, PathStatus row) {
    return row.verdict() == Verdict.Open
        && !none(before, old -> isSamePath(old, row) && wasBad(old));
  }

  /** By the last verdict that it had: a broken probe in between has opened nothing. */
  private static boolean wasBad(PathStatus row) {
    return Stream.concat(Stream.of(row.verdict()), row.history().stream().map(Transition::verdict))
        .filter(verdict -> verdict != Verdict.Unknown)
        .findFirst()
        .filter(Verdict::isBad)
        .isPresent();
  }

  private static boolean none(EsgInstanceStatus before, Predicate<PathStatus> like) {
    return before.paths().stream().noneMatch(like);
  }

  private static boolean isSamePath(PathStatus old, PathStatus row) {
    return old.name().equals(row.name()) && old.family() == row.family();
  }
}
