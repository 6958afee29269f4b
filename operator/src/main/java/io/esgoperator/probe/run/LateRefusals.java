package io.esgoperator.probe.run;

import io.esgoperator.model.Application;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * A host, or a firewall, sends few ICMP errors: Linux one a second to each client, after six at
 * once (icmp(7), icmp_ratelimit). So where a UDP port refuses, those that are silent are asked once
 * more, one at a time.
 *
 * @param pause before each, longer than a second; a refusal may take half as long to come
 */
record LateRefusals(Duration pause, LongSupplier nanoTime) {
  private static final Set<Application> UDP =
      EnumSet.of(Application.DnsUdp, Application.Pyzor, Application.Dcc);

  private static final Set<Finding> REFUSED = EnumSet.of(Finding.Refused, Finding.Prohibited);

  /**
   * The reports, with the refusals that came late.
   *
   * @param end after it no port is asked
   */
  List<PathReport> in(List<Told> all, long end) {
    Set<Family> refusing =
        all.stream()
            .filter(told -> told.isUdp() && REFUSED.contains(told.report().finding()))
            .map(told -> told.report().family())
            .collect(Collectors.toSet());
    return all.stream()
        .map(
            told ->
                told.isSilentUdp()
                        && refusing.contains(told.report().family())
                        && end - nanoTime.getAsLong() > 2 * pause.toNanos()
                    ? asked(told)
                    : told.report())
        .toList();
  }

  static boolean isUdp(ProbePlan.PlannedPath path) {
    return UDP.contains(path.application());
  }

  private PathReport asked(Told told) {
    PathProbe.sleep(pause);
    PathReport silent = told.report();
    Exchange late =
        Exchange.of(told.probers().apply(told.path()), told.target(), pause.dividedBy(2), nanoTime);
    ProbeResult result = late.result();
    boolean telling = result.finding().compareTo(silent.finding()) < 0;
    return (telling ? silent.found(result.finding(), late.millis(), result.evidence()) : silent)
        .after(
            silent.tries() + 1,
            telling && !result.finding().agreesWith(silent.finding()) ? 1 : silent.hosts());
  }

  /** What was found on a path, and how to ask again. */
  record Told(
      ProbePlan.PlannedPath path,
      PathReport report,
      List<ProbeTarget> targets,
      Function<ProbePlan.PlannedPath, Prober> probers) {
    boolean isUdp() {
      return LateRefusals.isUdp(path);
    }

    boolean isSilentUdp() {
      return isUdp() && report.finding() == Finding.NoAnswer;
    }

    /** That of the report. */
    ProbeTarget target() {
      return targets.stream()
          .filter(target -> target.describe(path.port()).equals(report.target()))
          .findFirst()
          .orElse(targets.get(0));
    }
  }
}
