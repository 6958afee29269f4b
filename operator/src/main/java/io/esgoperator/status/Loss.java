package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a path that is not open costs the gateway: less than the whole where a part of it works.
 *
 * @param whole what is lost without the path
 * @param rows of the path, one a family
 */
record Loss(String whole, List<PathStatus> rows) {
  private static final Set<Verdict> NOTHING_PASSES = EnumSet.of(Verdict.Blocked, Verdict.Refused);

  /** The rows, each with its cost. */
  Stream<PathStatus> told() {
    return rows.stream().map(row -> row.costing(of(row)));
  }

  private String of(PathStatus row) {
    if (row.verdict() == Verdict.Open) {
      return null;
    }
    return row.verdict().isBad()
        ? working(row).map(other -> beside(row, other)).orElseGet(() -> alone(row))
        : whole;
  }

  private String alone(PathStatus row) {
    return switch (row.verdict()) {
      case Partial -> inPart(row);
      case Tampered -> "What passes may be read or changed on the way; at worst: " + whole;
      default -> whole;
    };
  }

  private Optional<Family> working(PathStatus row) {
    return rows.stream()
        .filter(other -> other.family() != row.family() && other.verdict() == Verdict.Open)
        .map(PathStatus::family)
        .findFirst();
  }

  private String beside(PathStatus row, Family working) {
    if (!NOTHING_PASSES.contains(row.verdict())) {
      return "Over %s the path works; over %s: %s".formatted(working, row.family(), alone(row));
    }
    return (row.direction() == Direction.Inbound
            ? "Over %s the path works; what comes by %s alone does not arrive."
            : "Over %s the path works; what has %s alone is not reached.")
        .formatted(working, row.family());
  }

  private String inPart(PathStatus row) {
    if (!row.nodes().isEmpty()) {
      return "At the gateway's pods on these nodes: " + whole;
    }
    return row.direction() == Direction.Inbound
        ? "In part: " + whole
        : "Nothing while the other ends answer; without them: " + whole;
  }
}
