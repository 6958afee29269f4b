package io.esgoperator.observe.page;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.diagnose.ControlRound;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.GatewayPart;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.ToldResolvers;
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
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rounds of one gateway of the town: all is well but for its faults. */
record Rounds(EsgInstance instance, List<Family> families, List<Fault> faults) {
  private static final Map<String, List<String>> ANSWERS =
      Table.read("answers.txt")
          .collect(Collectors.toUnmodifiableMap(line -> line.get(0), Function.identity()));

  /** If another team's policy blocks a path, another policy of that team opens something. */
  private static final PolicyRemarks OPENINGS =
      new PolicyRemarks(
          List.of("Ingress: NetworkPolicy monitoring opens TCP 9100 from 10.9.0.0/16."),
          List.of(),
          List.of());

  static List<Family> families(String words) {
    return words.equals("both") ? List.of(Family.values()) : List.of(Family.valueOf(words));
  }

  static FinishedRound broken(Reason reason, String message, Instant started) {
    JobOutcome fault = new JobOutcome.Faulted(reason, message);
    return new FinishedRound(
        "job",
        "hash",
        null,
        started,
        fault,
        fault,
        List.of(),
        PolicyRemarks.NONE,
        ToldResolvers.none(),
        List.of(),
        GatewayPart.WHOLE);
  }

  FinishedRound at(Instant ended) {
    Map<Boolean, List<DeclaredPath>> paths =
        DeclaredPaths.of(instance.getSpec()).stream()
            .collect(Collectors.partitioningBy(DeclaredPath::isInbound));
    return new FinishedRound(
        "esg-probe-" + instance.getMetadata().getName() + "-5f3c9a71d2-out",
        "5f3c9a71d2",
        null,
        ended.minusMillis(4_210),
        outcome(paths.get(false), Finding.Refused, ended),
        outcome(paths.get(true), Finding.Answered, ended),
        List.of(),
        faults.stream().anyMatch(fault -> fault.policy().isPresent())
            ? OPENINGS
            : PolicyRemarks.NONE,
        ToldResolvers.none(),
        List.of(),
        GatewayPart.WHOLE);
  }

  private JobOutcome outcome(List<DeclaredPath> paths, Finding canary, Instant time) {
    return new JobOutcome.Reported(
        new ProbeReport(
            families,
            2_300,
            140,
            Stream.concat(
                    paths.stream()
                        .flatMap(
                            path ->
                                families.stream().map(family -> report(path.name(), family, time))),
                    families.stream()
                        .map(
                            family ->
                                new PathReport(
                                    ProbePlans.CANARY,
                                    family,
                                    canary,
                                    "esg-operator",
                                    1,
                                    1,
                                    1,
                                    "")))
                .toList()));
  }

  private PathReport report(String path, Family family, Instant time) {
    return faults.stream()
        .filter(fault -> fault.isFelt(path, family, time))
        .findFirst()
        .map(Fault::report)
        .orElseGet(() -> answered(path, family));
  }

  private static PathReport answered(String path, Family family) {
    List<String> line =
        Objects.requireNonNull(
            ANSWERS.get(path), () -> "page/answers.txt has no line for the path " + path);
    return new PathReport(
        path,
        family,
        Finding.Answered,
        line.get(1 + family.ordinal()),
        Long.parseLong(line.get(3)),
        1,
        2,
        line.get(4));
  }

  /** The round after the last one that compares; empty where nothing is to be compared. */
  Optional<ControlRound> control() {
    List<Fault> compared =
        faults.stream()
            .filter(fault -> fault.until().isEmpty() && fault.control().isPresent())
            .toList();
    return compared.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ControlRound(
                new JobOutcome.Reported(
                    new ProbeReport(
                        families, 1_200, -1, compared.stream().map(Rounds::compared).toList())),
                compared.stream().map(Fault::reading).toList(),
                List.of()));
  }

  private static PathReport compared(Fault fault) {
    PathReport report = fault.report();
    return new PathReport(
        report.path(),
        report.family(),
        fault.control().orElseThrow(),
        report.target(),
        report.latencyMillis(),
        report.tries(),
        report.hosts(),
        report.evidence());
  }
}
