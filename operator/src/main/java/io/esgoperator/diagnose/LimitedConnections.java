package io.esgoperator.diagnose;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Direction;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Firewalls and mail servers let one address open few connections a minute to TCP 25, relays to
 * their ports for submission, and drop, reset or close the others. So where mail alone was answered
 * a moment ago and is not now, a second round decides only when that minute is over.
 *
 * @param reports on all paths that the probe asked outbound
 */
public record LimitedConnections(List<PathReport> reports) {
  /** Over how long such limits count. */
  public static final Duration WINDOW = Duration.ofMinutes(1);

  /** What becomes of a connection that is one too many. */
  private static final Set<Finding> OVER =
      EnumSet.of(Finding.NoAnswer, Finding.Refused, Finding.ClosedEarly);

  /** Whether a row in doubt is of a path on which connections are counted, and worked before. */
  public static boolean mayExplain(PathStatus row) {
    return row.direction() == Direction.Outbound
        && (Catalogue.SMTP_OUT.name().equals(row.name())
            || Integer.valueOf(Catalogue.SMTP_OUT.port()).equals(row.port()))
        && row.verdict().works();
  }

  /**
   * Whether a round came too soon to decide the doubt of the one before it.
   *
   * @param before the row, in doubt or not
   * @param last the end of the round before; null without one
   * @param started when this one did
   */
  boolean isTooSoon(PathReport report, PathStatus before, Instant last, Instant started) {
    return before.doubt() != null
        && mayExplain(before)
        && OVER.contains(report.finding())
        && last != null
        && started.isBefore(last.plus(WINDOW))
        && reports.stream()
            .filter(other -> other.family() == report.family())
            .filter(other -> !other.path().equals(report.path()))
            .noneMatch(other -> OVER.contains(other.finding()));
  }
}
