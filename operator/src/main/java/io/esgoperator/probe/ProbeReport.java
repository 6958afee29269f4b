package io.esgoperator.probe;

import io.esgoperator.identity.NameAnswers;
import io.esgoperator.model.Family;
import java.util.List;
import java.util.function.Predicate;

/**
 * The result of one round in one probe pod.
 *
 * @param families those in which the pod has an address
 * @param durationMillis from the first packet to the last answer
 * @param settleMillis until the ports that the policy closes were closed; -1 without such ports
 * @param nameservers the DNS servers in the pod's resolv.conf: literal addresses, {@link
 *     Nameservers#MOST} at most; empty without that file
 * @param alone whether nothing at all came back to the pod, from its DNS servers neither: it may
 *     have no network yet
 * @param names what the public DNS says; null where the plan asks for no names
 */
public record ProbeReport(
    List<Family> families,
    long durationMillis,
    long settleMillis,
    List<PathReport> paths,
    List<String> nameservers,
    boolean alone,
    NameAnswers names) {
  public ProbeReport(
      List<Family> families, long durationMillis, long settleMillis, List<PathReport> paths) {
    this(families, durationMillis, settleMillis, paths, List.of(), false);
  }

  public ProbeReport(
      List<Family> families,
      long durationMillis,
      long settleMillis,
      List<PathReport> paths,
      List<String> nameservers,
      boolean alone) {
    this(families, durationMillis, settleMillis, paths, nameservers, alone, null);
  }

  /** The same report with what the public DNS says. */
  public ProbeReport with(NameAnswers told) {
    return with(paths, told);
  }

  /** The results on one path of the plan, one a family. */
  public List<PathReport> on(String path) {
    return paths.stream().filter(report -> report.path().equals(path)).toList();
  }

  /** Whether a peer answered on a path in a family. */
  public boolean answered(String path, Family family) {
    return on(path).stream()
        .anyMatch(report -> report.family() == family && report.finding().answered());
  }

  /**
   * The same report, where only some results are reliable.
   *
   * @param reliable the results that stay as they are
   * @param why the other results become a fault of the probe
   */
  public ProbeReport trusting(Predicate<PathReport> reliable, String why) {
    return with(
        paths.stream().map(report -> reliable.test(report) ? report : report.faulty(why)).toList(),
        names == null ? null : names.doubted(why));
  }

  /** The same without some results. */
  public ProbeReport without(Predicate<PathReport> some) {
    return with(paths.stream().filter(some.negate()).toList(), names);
  }

  private ProbeReport with(List<PathReport> rows, NameAnswers told) {
    return new ProbeReport(families, durationMillis, settleMillis, rows, nameservers, alone, told);
  }
}
