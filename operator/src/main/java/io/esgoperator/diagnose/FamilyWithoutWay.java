package io.esgoperator.diagnose;

import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.diagnose.cause.Advice;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One family in which nothing at all gets out, while the other one works: one fault of the network,
 * and not one a path (k3s-io/k3s#9166).
 *
 * @param reports on all paths that the probe asked outbound
 */
record FamilyWithoutWay(List<PathReport> reports) {
  /** Fewer hosts can be closed one by one. */
  private static final int HOSTS = 3;

  /** Without a route there is no packet; where the other family has one, that is no fault here. */
  private static final Set<Finding> CLOSED =
      EnumSet.of(Finding.NoAnswer, Finding.Refused, Finding.Prohibited, Finding.NoRoute);

  FamilyWithoutWay {
    reports = reports.stream().filter(report -> !report.path().startsWith("*")).toList();
  }

  /** The judgement on one of its paths. */
  Judgement inTheLightOf(Family family, Judgement itself) {
    List<PathReport> within = reports.stream().filter(one -> one.family() == family).toList();
    if (within.stream().map(PathReport::host).distinct().count() < HOSTS
        || !within.stream().map(PathReport::finding).allMatch(CLOSED::contains)
        || reports.stream().noneMatch(one -> one.finding().answered())) {
      return itself;
    }
    boolean judged = itself.verdict().isBad();
    Family other = family == Family.IPv4 ? Family.IPv6 : Family.IPv4;
    return new Judgement(
        judged ? itself.verdict() : Verdict.Blocked,
        judged ? itself.culprit() : null,
        Reason.NoWayOut,
        itself.seen(),
        new Advice(
            "Nothing gets out of this cluster over %1$s (%2$d paths), while %3$s does: give %1$s a way out, or leave it out by spec.families: [%3$s]."
                .formatted(family, within.stream().map(PathReport::path).distinct().count(), other),
            false),
        itself.remark());
  }
}
