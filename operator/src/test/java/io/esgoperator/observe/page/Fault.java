package io.esgoperator.observe.page;

import io.esgoperator.audit.StaticReading;
import io.esgoperator.diagnose.PathReading;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.Tier;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the rounds of a while find on a path in one family.
 *
 * @param report what the probe says
 * @param control what a pod without the gateway's labels finds; empty where none is asked
 * @param policy that closes the path by its text, if one does
 */
record Fault(
    PathReport report,
    Instant from,
    Optional<Instant> until,
    Optional<Finding> control,
    Optional<String> policy) {

  static List<Fault> of(String instance, Instant now) {
    return Table.read("faults.txt")
        .filter(line -> line.get(0).equals(instance))
        .map(line -> of(line, now))
        .toList();
  }

  private static Fault of(List<String> line, Instant now) {
    return new Fault(
        new PathReport(
            line.get(1),
            Family.valueOf(line.get(2)),
            Finding.valueOf(line.get(5)),
            line.get(6),
            5_000,
            Integer.parseInt(line.get(7)),
            Integer.parseInt(line.get(8)),
            line.get(9)),
        now.minus(Duration.parse(line.get(3))),
        given(line.get(4)).map(before -> now.minus(Duration.parse(before))),
        given(line.get(10)).map(Finding::valueOf),
        given(line.get(11)));
  }

  private static Optional<String> given(String cell) {
    return Optional.of(cell).filter(text -> !text.isEmpty());
  }

  boolean isFelt(String path, Family family, Instant time) {
    return report.path().equals(path)
        && report.family() == family
        && !time.isBefore(from)
        && until.map(time::isBefore).orElse(true);
  }

  PathReading reading() {
    return new PathReading(
        report.path(),
        report.family(),
        report.host(),
        policy
            .map(name -> reading(StaticReading.Kind.Closed, name))
            .orElseGet(() -> reading(StaticReading.Kind.Opened, "esg-esg")));
  }

  private static StaticReading reading(StaticReading.Kind kind, String policy) {
    return new StaticReading(
        kind, Tier.NetworkPolicy, List.of("NetworkPolicy " + policy), List.of());
  }
}
