package io.esgoperator.probe;

import io.esgoperator.catalog.Family;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a probe pod found in one round.
 *
 * @param families those in which the pod has an address
 * @param durationMillis from the first packet to the last answer
 * @param settleMillis until what the policy keeps closed was closed; -1 where nothing was
 * @param nameservers whom the pod is told to ask for names: literal addresses, {@link
 *     Nameservers#MOST} at most; empty where it does not say
 */
public record ProbeReport(
    List<Family> families,
    long durationMillis,
    long settleMillis,
    List<PathReport> paths,
    List<String> nameservers) {
  public ProbeReport(
      List<Family> families, long durationMillis, long settleMillis, List<PathReport> paths) {
    this(families, durationMillis, settleMillis, paths, List.of());
  }

  /** What was found on one path of the plan, once a family. */
  public List<PathReport> on(String path) {
    return paths.stream().filter(report -> report.path().equals(path)).toList();
  }

  /** Whether somebody answered on a path in a family. */
  public boolean answered(String path, Family family) {
    return on(path).stream()
        .anyMatch(report -> report.family() == family && report.finding() == Finding.Answered);
  }

  /**
   * The same where nobody can rely on everything that was found.
   *
   * @param reliable what stays as it is
   * @param why the rest is a fault of the probe
   */
  public ProbeReport trusting(Predicate<PathReport> reliable, String why) {
    return new ProbeReport(
        families,
        durationMillis,
        settleMillis,
        paths.stream().map(report -> reliable.test(report) ? report : report.faulty(why)).toList(),
        nameservers);
  }

  /** The same without one path. */
  public ProbeReport without(String path) {
    return new ProbeReport(
        families,
        durationMillis,
        settleMillis,
        paths.stream().filter(report -> !report.path().equals(path)).toList(),
        nameservers);
  }
}
