package io.esgoperator.diagnose;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.StatusDocument.BadNode;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus.Found;
import io.esgoperator.api.v1alpha1.StatusDocument.EndEntry;
import io.esgoperator.api.v1alpha1.StatusDocument.LastProbe;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.audit.StaticReading;
import io.esgoperator.diagnose.cause.Culprits;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.plan.ProbePlans;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one place that turns evidence into judgements.
 *
 * @param previous the status so far
 * @param changedPolicy the instance's policy by kind and name, if another program changes it
 * @param paths all that the instance declares
 */
public record Judge(
    EsgInstanceStatus previous, Optional<String> changedPolicy, List<DeclaredPath> paths) {
  private static final String IN_A_MINUTE =
      "within a minute, since the number of connections may be limited";

  /** Judges a path in each family in which it exists. */
  public Stream<Judged> judge(DeclaredPath declared, FinishedRound round) {
    Optional<ProbePlans.Gap> gap =
        round.gaps().stream().filter(one -> one.path().equals(declared.name())).findFirst();
    if (gap.isPresent()) {
      return unknown(declared, round, gap.get().reason(), gap.get().message());
    }
    JobOutcome outcome = declared.isInbound() ? round.inbound() : round.outbound();
    if (outcome instanceof JobOutcome.Faulted faulted) {
      return unknown(declared, round, faulted.reason(), faulted.message());
    }
    if (outcome instanceof JobOutcome.Reported reported
        && !reported.report().on(declared.name()).isEmpty()) {
      SameWay ways = new SameWay(declared.isInbound() ? List.of() : reported.report().paths());
      Map<Family, List<PathReport>> ends =
          reported.report().on(declared.name()).stream()
              .map(ways::withItsRefusal)
              .collect(
                  Collectors.groupingBy(PathReport::family, TreeMap::new, Collectors.toList()));
      return ends.values().stream()
          .map(reports -> Ends.of(declared, reports))
          .map(
              itself ->
                  tempered(
                      declared,
                      itself.telling().family(),
                      Optional.of(itself),
                      answered(declared, itself, reported.report().paths(), round),
                      round));
    }
    return unknown(
        declared,
        round,
        Reason.NotProbed,
        "No target has an address in a family of the probe pod: name one in spec.probe.targets."
            + declared.name()
            + ".");
  }

  /** Names the culprit of a bad row by the probe without the gateway's labels. */
  public Optional<Culprits.Blame> blame(PathStatus row, ControlRound control) {
    return row.verdict().isBad() && !isOfSomeNodes(row, previous.lastProbe())
        ? control.culprit(row, canary(Direction.Outbound, row.family()))
        : Optional.empty();
  }

  /** Whether other nodes may get through, which no policy and no firewall beyond them explains. */
  public static boolean isOfSomeNodes(PathStatus row, LastProbe last) {
    return last != null && !row.nodes().isEmpty() && ByNode.hasMore(last.nodes(), row.nodes());
  }

  private Judgement answered(
      DeclaredPath declared, Ends ends, List<PathReport> all, FinishedRound round) {
    PathReport report = ends.telling();
    Judgement itself =
        declared.isInbound()
            ? Entrances.of(declared, report.family(), ends.judgement(), all)
            : outbound(report, all, ends.judgement());
    Optional<StaticReading> policies =
        PathReading.of(round.readings(), declared.name(), report.family(), report.host());
    Judgement reached =
        NothingReached.of(round, declared.path().direction())
            .inTheLightOf(report, policies, itself);
    Judgement byPolicies =
        policies
            .map(
                reading ->
                    declared.isInbound()
                        ? ClosedEntry.inTheLightOf(
                            reading, canary(Direction.Inbound, report.family()), reached)
                        : suspecting(reading, before(declared, report.family()), reached))
            .orElse(reached);
    Judgement noted = round.resolvers().noted(declared, report.family(), byPolicies);
    return warned(declared, declared.isInbound() ? noted.with(round.part().remark()) : noted);
  }

  /** What the whole round shows of an outbound path. */
  private Judgement outbound(PathReport report, List<PathReport> all, Judgement itself) {
    List<PathReport> alike = new SameWay(all).as(report);
    return new LargePacketsLost(paths, alike)
        .inTheLightOf(report, new FamilyWithoutWay(alike).inTheLightOf(report.family(), itself));
  }

  /** Until the control has its result, policies on the gateway may be the reason. */
  private static Judgement suspecting(
      StaticReading reading, Optional<PathStatus> before, Judgement judgement) {
    return before.map(PathStatus::culprit).isEmpty() && ClosedEntry.mayBe(judgement.reason())
        ? Culprits.suspected(reading).map(judgement::advisingFirst).orElse(judgement)
        : judgement;
  }

  /** Until the control has its result, a changed policy may be the reason. */
  private Judgement warned(DeclaredPath declared, Judgement judgement) {
    if (changedPolicy.isEmpty()
        || !judgement.verdict().isBad()
        || judgement.verdict() == Verdict.Tampered) {
      return judgement;
    }
    String warning =
        "%s differs from its declaration, which may be the reason: see condition PolicyApplied first."
            .formatted(changedPolicy.get());
    return declared.isInbound() ? judgement.with(" " + warning) : judgement.advising(warning);
  }

  private Stream<Judged> unknown(
      DeclaredPath declared, FinishedRound round, Reason reason, String message) {
    Judgement judgement = new Judgement(Verdict.Unknown, null, reason, message);
    List<Family> before =
        rowsOf(declared).map(PathStatus::family).filter(family -> family != null).toList();
    List<Family> families =
        before.isEmpty() && round.outbound() instanceof JobOutcome.Reported reported
            ? reported.report().families()
            : before;
    return families.isEmpty()
        ? Stream.of(tempered(declared, null, Optional.empty(), judgement, round))
        : families.stream()
            .map(family -> tempered(declared, family, Optional.empty(), judgement, round));
  }

  /** One bad round is a doubt; a path that changes often is unstable. */
  private Judged tempered(
      DeclaredPath declared,
      Family family,
      Optional<Ends> itself,
      Judgement found,
      FinishedRound round) {
    Optional<PathReport> report = itself.map(Ends::telling);
    List<EndEntry> ends = itself.map(Ends::entries).orElse(List.of());
    Optional<PathStatus> before = before(declared, family);
    ByNode nodes = byNode(declared, before, round);
    boolean bad = found.verdict().isBad();
    Judgement judgement = nodes.withOthers(found);
    Steadiness steadiness =
        before
            .map(row -> new Steadiness(row.rounds()))
            .orElseGet(Steadiness::unknown)
            .after(judgement.verdict());
    boolean first =
        bad
            && (steadiness.isDoubtful()
                || nodes.isFirst(before.filter(row -> row.doubt() != null).isPresent())
                || report.filter(one -> isTooSoon(one, before, round)).isPresent());
    List<BadNode> known = nodes.after(found, first);
    boolean others = bad && ByNode.hasMore(nodes.nodes(), known);
    Judgement tempered =
        steadiness.temper(
            others && before.filter(row -> row.verdict().works()).isPresent() && !first
                ? ByNode.partial(known)
                : others ? judgement.with(nodes.alone()) : judgement);
    boolean decided =
        !bad || tempered.verdict() == Verdict.Unstable || !first && !(others && nodes.isNew());
    String soon =
        before.filter(LimitedConnections::mayExplain).isPresent() ? IN_A_MINUTE : "at once";
    String doubt = decided ? null : nodes.doubt(found, first, soon);
    boolean stands = before.filter(row -> row.verdict() != Verdict.Unknown).isPresent();
    return new Judged(
        declared,
        family,
        report,
        decided
            ? Optional.of(tempered)
            : stands
                ? Optional.empty()
                : Optional.of(new Judgement(Verdict.Unknown, null, Reason.Unconfirmed, doubt)),
        steadiness.rounds(),
        doubt,
        ends,
        known);
  }

  private boolean isTooSoon(PathReport report, Optional<PathStatus> before, FinishedRound round) {
    Instant last = previous.lastProbe() == null ? null : previous.lastProbe().time();
    return round.outbound() instanceof JobOutcome.Reported reported
        && before
            .filter(
                row ->
                    new LimitedConnections(reported.report().paths())
                        .isTooSoon(report, row, last, round.started()))
            .isPresent();
  }

  /** What a changed spec has asked of other nodes no longer counts. */
  private ByNode byNode(DeclaredPath declared, Optional<PathStatus> before, FinishedRound round) {
    boolean same =
        previous.lastProbe() != null && round.specHash().equals(previous.lastProbe().specHash());
    return ByNode.of(
        round.part(),
        round.part().asking(declared.path().direction()),
        same ? before.map(PathStatus::nodes).orElseGet(List::of) : List.of());
  }

  /** The row so far of a path in a family; of any family where one is not known. */
  public Optional<PathStatus> before(DeclaredPath declared, Family family) {
    return rowsOf(declared)
        .filter(row -> family == null || row.family() == null || family == row.family())
        .findFirst();
  }

  /** The rows so far of a path. */
  public Stream<PathStatus> rowsOf(DeclaredPath declared) {
    return previous.paths().stream()
        .filter(
            row ->
                declared.name().equals(row.name())
                    && Integer.valueOf(declared.path().port()).equals(row.port()));
  }

  private Found canary(Direction direction, Family family) {
    return previous.canaries().stream()
        .filter(canary -> canary.direction() == direction)
        .filter(canary -> family != null && canary.family() == family)
        .map(CanaryStatus::found)
        .findFirst()
        .orElse(Found.Unknown);
  }
}
