package io.esgoperator.diagnose;

import io.esgoperator.catalog.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether this cluster enforces policies on what leaves the gateway, by a port that the policy
 * keeps closed: the gateway's probe must not reach it, and the probe without its labels must.
 *
 * @param status True, False or Unknown
 * @param reason CamelCase
 * @param message what was seen
 */
public record Enforcement(String status, String reason, String message) {
  /**
   * Judges a canary.
   *
   * @param bound what the gateway's probe found, once a family
   * @param free what the probe without the gateway's labels found
   */
  public static Enforcement of(List<PathReport> bound, List<PathReport> free) {
    Set<Family> leaking = new TreeSet<>();
    Set<Family> closed = new TreeSet<>();
    Set<Finding> manners = new TreeSet<>();
    for (PathReport report : bound) {
      if (report.finding().connected()) {
        leaking.add(report.family());
      } else if (report.finding() != Finding.ProbeFault && reached(free, report.family())) {
        closed.add(report.family());
        manners.add(report.finding());
      }
    }
    if (!leaking.isEmpty()) {
      return new Enforcement(
          "False",
          "NotEnforced",
          "The gateway's probe kept reaching a port that the policy keeps closed, over "
              + names(leaking)
              + ": this cluster's network plugin does not enforce NetworkPolicies, or not for this namespace.");
    }
    return closed.isEmpty()
        ? new Enforcement(
            "Unknown",
            "CanaryUnreachable",
            "Nobody could reach the operator's own port, so nothing shows whether policies are enforced:"
                + " let pods of this namespace connect to the operator's health port.")
        : new Enforcement(
            "True",
            "Enforced",
            "A port that the policy keeps closed is closed to the gateway over "
                + names(closed)
                + ", and open to a pod beside it; it is closed by "
                + manners.stream()
                    .map(Enforcement::manner)
                    .distinct()
                    .collect(Collectors.joining(" and "))
                + ".");
  }

  /** Nothing was tried. */
  public static Enforcement unknown(String reason, String message) {
    return new Enforcement("Unknown", reason, message);
  }

  private static boolean reached(List<PathReport> free, Family family) {
    return free.stream()
        .anyMatch(report -> report.family() == family && report.finding() == Finding.Answered);
  }

  private static String manner(Finding finding) {
    return finding == Finding.NoAnswer ? "silence" : "rejection";
  }

  private static String names(Set<Family> families) {
    return families.stream().map(Family::name).collect(Collectors.joining(" and "));
  }
}
