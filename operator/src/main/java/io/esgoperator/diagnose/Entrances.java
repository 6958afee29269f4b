package io.esgoperator.diagnose;

import io.esgoperator.api.v1alpha1.Culprit;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.diagnose.cause.Advice;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.model.Count;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.plan.Entrance;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Adds the results at a path's entrances to that at the gateway's pod itself. A Service can change
 * the verdict; a load balancer may be unreachable from inside the cluster, so it only adds a
 * sentence.
 */
public final class Entrances {
  private static final Map<Entrance, String> TITLES =
      Map.of(Entrance.Service, "Service", Entrance.LoadBalancer, "load balancer");
  private static final Map<Finding, String> MANNERS = new EnumMap<>(Finding.class);

  /** Where the pod has answered to the same bytes, no PROXY header is what the Service lacks. */
  private static final Map<Finding, Verdict> BEHIND_AN_OPEN_POD =
      Map.of(
          Finding.Held, Verdict.Blocked,
          Finding.HeldMidWord, Verdict.Blocked,
          Finding.FellSilent, Verdict.Blocked,
          Finding.HandshakeStalled, Verdict.Blocked,
          Finding.HandshakeUnfinished, Verdict.Blocked,
          Finding.ForeignAnswer, Verdict.Blocked,
          Finding.ClosedEarly, Verdict.Refused);

  private static final String OTHERWISE = "did not answer in the gateway's protocol (%1$s: %2$s)";

  static {
    MANNERS.put(Finding.NoAnswer, "did not answer (%1$s)");
    MANNERS.put(Finding.Refused, "refused the probe (%1$s)");
    MANNERS.put(Finding.Prohibited, "is behind a filter that rejected the probe (%1$s: %2$s)");
    MANNERS.put(Finding.Held, "accepted the connection and then stayed silent (%1$s)");
    MANNERS.put(Finding.HeldMidWord, "began to answer and did not end (%1$s: %2$s)");
    MANNERS.put(Finding.FellSilent, "answered and then stayed silent (%1$s: %2$s)");
    MANNERS.put(Finding.HandshakeStalled, "accepted the connection, and TLS on it stalled (%1$s)");
    MANNERS.put(Finding.HandshakeUnfinished, "answered, and TLS then stalled (%1$s: %2$s)");
    MANNERS.put(Finding.ProxyHeaderRefused, "takes no PROXY header (%1$s: %2$s)");
    MANNERS.put(Finding.ClosedEarly, "cut the connection (%1$s: %2$s)");
  }

  private Entrances() {}

  /**
   * Judges a path in one family. An entrance counts only if the pod itself accepts the path; a
   * failed probe of an entrance is ignored.
   *
   * @param itself the judgement at the gateway's pods
   * @param all reports of the same round
   */
  static Judgement of(
      DeclaredPath declared, Family family, Judgement itself, List<PathReport> all) {
    if (itself.verdict() != Verdict.Open) {
      return itself;
    }
    List<Found> found =
        Stream.of(Entrance.values())
            .flatMap(
                entrance ->
                    all.stream()
                        .filter(other -> other.path().equals(entrance.nameOf(declared)))
                        .filter(other -> other.family() == family)
                        .map(other -> new Found(entrance, other)))
            .filter(one -> !one.report().finding().isFault())
            .toList();
    boolean byAnother =
        found.stream().anyMatch(one -> one.isOpen() && one.entrance() == Entrance.Service);
    return found.stream()
        .filter(one -> !one.isOpen() && one.entrance() == Entrance.Service)
        .findFirst()
        .map(one -> one.closed(byAnother ? Verdict.Partial : verdict(declared, one.report())))
        .orElseGet(() -> open(itself, found));
  }

  private static Verdict verdict(DeclaredPath declared, PathReport report) {
    return BEHIND_AN_OPEN_POD.getOrDefault(
        report.finding(), Diagnosis.of(declared, report).verdict());
  }

  private static Judgement open(Judgement itself, List<Found> found) {
    String also =
        found.stream().filter(Found::isOpen).map(Found::name).collect(Collectors.joining(" and "));
    String not =
        found.stream().filter(one -> !one.isOpen()).map(Found::doubt).collect(Collectors.joining());
    return itself.with((also.isEmpty() ? "" : " " + also + " answered too.") + not);
  }

  private record Found(Entrance entrance, PathReport report) {
    String name() {
      return TITLES.get(entrance) + " " + report.target();
    }

    boolean isOpen() {
      return report.finding().answered() || addsHeader();
    }

    /** A load balancer that puts its own header before the probe's answers without the latter. */
    private boolean addsHeader() {
      return report.finding() == Finding.ProxyHeaderRefused && entrance == Entrance.LoadBalancer;
    }

    Judgement closed(Verdict verdict) {
      return new Judgement(
          verdict,
          new Culprit(Culprit.Kind.Service, report.host()),
          Reason.ServiceClosed,
          "The pod accepts the connection, but " + seen() + ".",
          new Advice("Look at the ports, selector and endpoints of that Service.", false));
    }

    /** From inside the cluster there is no verdict on what the outside sees. */
    String doubt() {
      return " From within the cluster, "
          + seen()
          + ": not every one can be used from within, so ask it from outside (probe --from-outside).";
    }

    private String seen() {
      return name()
          + " "
          + MANNERS
              .getOrDefault(report.finding(), OTHERWISE)
              .formatted(Count.of(report.tries(), "try", "tries"), report.evidence());
    }
  }
}
