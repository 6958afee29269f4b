package io.esgoperator.diagnose;

import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.diagnose.cause.Advice;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.model.Application;
import io.esgoperator.model.Count;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A path MTU black hole (RFC 2923 section 2.1): connections open, and TLS, whose first packets are
 * the first large ones, stalls on them at every server of a family.
 *
 * @param declared all paths of the instance
 * @param reports on all paths that the probe asked outbound
 */
record LargePacketsLost(List<DeclaredPath> declared, List<PathReport> reports) {
  /** One server may hang by itself. */
  private static final int SERVERS = 2;

  private static final Set<Application> ENCRYPTED =
      EnumSet.of(Application.Https, Application.Ldaps, Application.Smtps, Application.Smtp);

  /** The findings that lost packets explain, once TLS shows that they are lost. */
  private static final Set<Finding> EXPLAINED =
      EnumSet.of(
          Finding.HandshakeStalled,
          Finding.HandshakeUnfinished,
          Finding.Held,
          Finding.HeldMidWord,
          Finding.FellSilent,
          Finding.LongAnswersLost);

  private static final Set<Finding> STALLED =
      EnumSet.of(Finding.HandshakeStalled, Finding.HandshakeUnfinished);

  private static final Map<Family, String> ICMP =
      Map.of(
          Family.IPv4, "ICMP \"fragmentation needed\"",
          Family.IPv6, "ICMPv6 \"packet too big\"");

  /** The judgement on one of the paths. */
  Judgement inTheLightOf(PathReport report, Judgement itself) {
    List<PathReport> stalled = of(report.family(), STALLED);
    if (!EXPLAINED.contains(report.finding())
        || servers(stalled) < SERVERS
        || of(report.family(), EnumSet.of(Finding.Answered)).stream().anyMatch(this::isEncrypted)) {
      return itself;
    }
    return new Judgement(
        Verdict.Blocked,
        null,
        Reason.LargePacketsLost,
        "Small packets to and from %s pass over %s and large ones do not (%s: %s): TLS stalls at every server (%s)."
            .formatted(
                report.target(),
                report.family(),
                Count.of(report.tries(), "try", "tries"),
                report.evidence(),
                stalled.stream().map(PathReport::path).collect(Collectors.joining(", "))),
        new Advice(
            "Let %s pass from every router on the way, or clamp the TCP MSS to the path's MTU there."
                .formatted(ICMP.get(report.family())),
            false),
        itself.remark());
  }

  private List<PathReport> of(Family family, Set<Finding> findings) {
    return reports.stream()
        .filter(one -> one.family() == family && findings.contains(one.finding()))
        .toList();
  }

  /** A path names one of its servers; that another one was asked, it counts. */
  private static long servers(List<PathReport> stalled) {
    return Math.max(
        stalled.stream().map(PathReport::host).distinct().count(),
        stalled.stream().mapToInt(PathReport::hosts).max().orElse(0));
  }

  private boolean isEncrypted(PathReport report) {
    return declared.stream()
        .filter(one -> one.name().equals(report.path()))
        .anyMatch(one -> ENCRYPTED.contains(one.path().application()));
  }
}
