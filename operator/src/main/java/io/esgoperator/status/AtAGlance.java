package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.StatusDocument.EndEntry;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.model.Count;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Grouped;
import io.esgoperator.model.Listing;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The answer in a screen of lines: each fault with what is lost and what to do, the worst first;
 * then what is open, and how that is known.
 *
 * @param standing what is known beside the paths
 */
record AtAGlance(List<PathStatus> rows, Standing standing) {
  /** Lines on faults; a family without a way out is one. */
  private static final int MOST = 12;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private static final List<Verdict> WORST_FIRST =
      Stream.of(Verdict.values()).sorted(Comparator.reverseOrder()).toList();

  List<String> lines() {
    List<PathStatus> doubted = rows.stream().filter(row -> row.doubt() != null).toList();
    List<String> faults =
        WORST_FIRST.stream()
            .filter(verdict -> verdict != Verdict.Open)
            .flatMap(this::lines)
            .toList();
    return Stream.of(
            standing.first(),
            faults.stream().limit(MOST),
            faults.size() > MOST
                ? Stream.of(
                    "And " + Count.of(faults.size() - MOST, "other", "others") + ": see paths.")
                : Stream.<String>empty(),
            lines(Verdict.Open),
            doubted.isEmpty()
                ? Stream.<String>empty()
                : Stream.of("In doubt until the next round: " + names(doubted) + "."),
            standing.lines())
        .flatMap(Function.identity())
        .toList();
  }

  private Stream<String> lines(Verdict verdict) {
    List<PathStatus> of = rows.stream().filter(row -> row.verdict() == verdict).toList();
    if (of.isEmpty()) {
      return Stream.empty();
    }
    return switch (verdict) {
      case Open -> Stream.of(verdict + ": " + names(of) + ".");
      case Unknown -> Grouped.by(of, PathStatus::message).map(AtAGlance::unknown);
      default -> Grouped.by(of, AtAGlance::fault).map(this::bad);
    };
  }

  /** What is one fault: a path, or a family that has no way out. */
  private static String fault(PathStatus row) {
    return row.reason() == Reason.NoWayOut ? "no way out over " + row.family() : row.name();
  }

  private String bad(List<PathStatus> path) {
    PathStatus first = path.get(0);
    if (first.reason() == Reason.NoWayOut) {
      return "%s%s: no way out over %s for %s.%s"
          .formatted(
              first.verdict(),
              since(path),
              first.family(),
              path.stream().map(PathStatus::name).collect(Collectors.joining(", ")),
              remedy(path));
    }
    return "%s%s: %s (%s %d %s)%s%s. Lost: %s%s"
        .formatted(
            first.verdict(),
            since(path),
            names(path),
            first.protocol(),
            first.port(),
            first.direction() == Direction.Inbound ? "in" : "out",
            ends(path),
            first.culprit() == null ? "" : " by " + first.culprit().phrase(),
            first.consequence(),
            remedy(path));
  }

  private static String since(List<PathStatus> path) {
    return path.stream()
        .flatMap(row -> Stream.ofNullable(row.lastTransitionTime()))
        .min(Comparator.naturalOrder())
        .map(time -> " since " + MINUTE.format(time))
        .orElse("");
  }

  /** Which of the declared ends are not open, where some are. */
  private static String ends(List<PathStatus> path) {
    List<EndEntry> closed =
        path.stream()
            .filter(row -> row.verdict() == Verdict.Partial)
            .flatMap(row -> row.ends().stream())
            .filter(end -> end.verdict() != Verdict.Open)
            .toList();
    return closed.isEmpty()
        ? ""
        : " to "
            + Listing.of(closed.stream().map(end -> end.target() + " " + end.verdict()).toList());
  }

  /** The advice on each family that needs another one. */
  private static String remedy(List<PathStatus> path) {
    String advice =
        path.stream()
            .flatMap(
                row -> Stream.of(row.advice(), row.control()).filter(Objects::nonNull).limit(1))
            .distinct()
            .collect(Collectors.joining(" "));
    return advice.isEmpty() ? "" : " Do: " + advice;
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
    return Grouped.by(some, PathStatus::name)
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
