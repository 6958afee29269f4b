package io.esgoperator.operator.rounds;

import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbeReport;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The gateway's pods that ended while a round asked them, as in a rollout: their silence says
 * nothing about a path.
 *
 * @param paths the declared inbound ones, which are asked at pods
 * @param present names of the gateway's pods now
 */
record PodsGone(Set<String> paths, Set<String> present) {
  static PodsGone of(Pass pass) {
    return new PodsGone(
        DeclaredPaths.of(pass.instance().getSpec()).stream()
            .filter(DeclaredPath::isInbound)
            .map(DeclaredPath::name)
            .collect(Collectors.toSet()),
        pass.gateway().pods().stream()
            .map(Pod::getMetadata)
            .map(pod -> pod.getName())
            .collect(Collectors.toSet()));
  }

  /** The outcome by the pods that are still there; where none is, the path is not judged. */
  JobOutcome leftOut(JobOutcome inbound) {
    return inbound instanceof JobOutcome.Reported reported
        ? new JobOutcome.Reported(leftOut(reported.report()))
        : inbound;
  }

  private ProbeReport leftOut(ProbeReport report) {
    return report
        .without(one -> isGone(one) && isAskedElsewhere(one, report.paths()))
        .trusting(one -> !isGone(one), "the pod ended while it was asked");
  }

  private boolean isGone(PathReport report) {
    return paths.contains(report.path())
        && !report.finding().answered()
        && !present.contains(report.host());
  }

  private boolean isAskedElsewhere(PathReport gone, List<PathReport> reports) {
    return reports.stream()
        .anyMatch(
            other ->
                other.path().equals(gone.path())
                    && other.family() == gone.family()
                    && !isGone(other));
  }
}
