package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import java.util.List;
import java.util.Objects;

/** Which paths changed their verdict between two statuses. */
public final class Transitions {
  private Transitions() {}

  /**
   * Rows of {@code now} whose verdict is new; a path that waits for its first round is not news.
   */
  public static List<PathStatus> between(EsgInstanceStatus before, EsgInstanceStatus now) {
    return now.paths().stream()
        .filter(row -> !"NotProbedYet".equals(row.reason()))
        .filter(row -> before.paths().stream().noneMatch(old -> sameVerdict(old, row)))
        .toList();
  }

  private static boolean sameVerdict(PathStatus old, PathStatus row) {
    return old.name().equals(row.name())
        && Objects.equals(old.family(), row.family())
        && old.verdict().equals(row.verdict());
  }
}
