package io.esgoperator.diagnose;

import io.esgoperator.identity.WorldAddresses;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.util.List;

/**
 * What the reports on other peers tell about the way to one. A peer on a private network (RFC 1918,
 * RFC 4193) is reached by another way than one in the world: that it answers is no sign that
 * anything gets out.
 *
 * @param reports on all paths that the probe asked outbound
 */
record SameWay(List<PathReport> reports) {
  /** All reports but those in its family on peers that answered and that other ways lead to. */
  List<PathReport> as(PathReport report) {
    boolean isPrivate = isPrivate(report);
    return reports.stream()
        .filter(
            one ->
                !one.finding().connected()
                    || one.family() != report.family()
                    || isPrivate(one) == isPrivate)
        .toList();
  }

  /**
   * The report, in which no route is a refusal where the pod has one: a router on the way tells
   * that its network is unreachable or prohibited (RFC 1812 section 5.2.7.1).
   */
  PathReport withItsRefusal(PathReport report) {
    return report.finding() == Finding.NoRoute
            && as(report).stream()
                .anyMatch(one -> one.family() == report.family() && one.finding().connected())
        ? report.found(Finding.Prohibited, report.latencyMillis(), report.evidence())
        : report;
  }

  private static boolean isPrivate(PathReport report) {
    return report.address().filter(new WorldAddresses().negate()).isPresent();
  }
}
