package io.esgoperator.diagnose.identity;

import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.identity.GatewayCertificate;
import io.esgoperator.identity.ShownCertificate;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.plan.Entrance;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The certificates that the gateway's ports show to the probe: a client that names no host (RFC
 * 6066 section 3).
 */
public final class ShownCertificates {
  /** Certificates of a status. */
  static final int MOST = 16;

  private static final Comparator<ShownCertificate> EARLIEST_END =
      Comparator.comparing(ShownCertificate::until)
          .thenComparing(ShownCertificate::subject)
          .thenComparing(ShownCertificate::from);

  private ShownCertificates() {}

  /**
   * The known certificates after a pass, the one that ends first at the front. A path that was not
   * asked, or did not answer, keeps those that it showed last.
   *
   * @param round that ended in this pass, if one did
   * @param declared the names of the paths of now
   */
  public static List<GatewayCertificate> after(
      List<GatewayCertificate> before, Optional<FinishedRound> round, Set<String> declared) {
    Map<ShownCertificate, Set<String>> paths = new LinkedHashMap<>();
    Set<String> answered = new TreeSet<>();
    round.stream()
        .flatMap(ShownCertificates::rows)
        .forEach(
            row -> {
              String path = Entrance.pathOf(row.path());
              answered.add(path);
              row.told().values().stream()
                  .flatMap(told -> Stream.ofNullable(told.certificate()))
                  .forEach(
                      shown -> paths.computeIfAbsent(shown, first -> new TreeSet<>()).add(path));
            });
    for (GatewayCertificate known : before) {
      known.paths().stream()
          .filter(path -> declared.contains(path) && !answered.contains(path))
          .forEach(path -> paths.computeIfAbsent(shown(known), first -> new TreeSet<>()).add(path));
    }
    return paths.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(EARLIEST_END))
        .limit(MOST)
        .map(entry -> written(entry.getKey(), List.copyOf(entry.getValue())))
        .toList();
  }

  private static Stream<PathReport> rows(FinishedRound round) {
    return round.inbound() instanceof JobOutcome.Reported reported
        ? reported.report().paths().stream().filter(row -> row.finding().answered())
        : Stream.empty();
  }

  private static ShownCertificate shown(GatewayCertificate known) {
    return new ShownCertificate(
        known.subject(),
        known.issuer(),
        known.names(),
        known.moreNames() == null ? 0 : known.moreNames(),
        known.from(),
        known.until(),
        Objects.requireNonNullElse(known.digest(), ""),
        Objects.requireNonNullElse(known.keyDigest(), ""));
  }

  private static GatewayCertificate written(ShownCertificate shown, List<String> paths) {
    return new GatewayCertificate(
        paths,
        shown.subject(),
        shown.issuer(),
        shown.names(),
        shown.more() == 0 ? null : shown.more(),
        shown.from(),
        shown.until(),
        shown.digest().isEmpty() ? null : shown.digest(),
        shown.keyDigest().isEmpty() ? null : shown.keyDigest());
  }
}
