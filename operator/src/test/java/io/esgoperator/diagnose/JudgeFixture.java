package io.esgoperator.diagnose;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.diagnose.cause.PolicyRemarks;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbeReport;
import io.esgoperator.probe.plan.ProbePlans;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rounds, and how the judge judges them. */
public abstract class JudgeFixture {
  static final Map<String, DeclaredPath> PATHS =
      DeclaredPaths.of(Instances.sample("minimal").getSpec()).stream()
          .collect(Collectors.toMap(DeclaredPath::name, Function.identity()));

  static List<Judged> judge(String rows, FinishedRound round, String path) {
    return new Judge(
            status("paths: [%s]".formatted(rows)), Optional.empty(), List.copyOf(PATHS.values()))
        .judge(PATHS.get(path), round)
        .toList();
  }

  static EsgInstanceStatus status(String yaml) {
    return Instances.withStatus(yaml).getStatus();
  }

  public static FinishedRound round(
      JobOutcome outbound, JobOutcome inbound, ProbePlans.Gap... gaps) {
    return round(outbound, inbound, List.of(gaps), List.of());
  }

  static FinishedRound round(
      JobOutcome outbound,
      JobOutcome inbound,
      List<ProbePlans.Gap> gaps,
      List<PathReading> readings) {
    return round(outbound, inbound, gaps, readings, GatewayPart.WHOLE);
  }

  static FinishedRound round(
      JobOutcome outbound,
      JobOutcome inbound,
      List<ProbePlans.Gap> gaps,
      List<PathReading> readings,
      GatewayPart part) {
    return new FinishedRound(
        "job",
        "hash",
        null,
        Instant.EPOCH,
        outbound,
        inbound,
        gaps,
        PolicyRemarks.NONE,
        ToldResolvers.none(),
        readings,
        part);
  }

  static JobOutcome reported(PathReport... reports) {
    return new JobOutcome.Reported(new ProbeReport(List.of(Family.IPv4), 40, -1, List.of(reports)));
  }

  static PathReport report(String path, Finding finding) {
    return new PathReport(path, Family.IPv4, finding, "peer", 12, 1, 2, "evidence");
  }
}
