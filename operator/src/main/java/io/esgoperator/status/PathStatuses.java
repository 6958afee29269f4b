package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.Transition;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.diagnose.Canary;
import io.esgoperator.diagnose.ClosedEntry;
import io.esgoperator.diagnose.Diagnosis;
import io.esgoperator.diagnose.Entrances;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.Judgement;
import io.esgoperator.diagnose.PathReading;
import io.esgoperator.diagnose.Steadiness;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.plan.ProbePlans;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rows of the status: each declared path, once per family in which it exists. */
final class PathStatuses {
  static final String NOT_PROBED_YET = "NotProbedYet";
  private static final String UNCONFIRMED = "Unconfirmed";

  /** Reasons of rows that have had no verdict yet. */
  static final Set<String> FIRST_REASONS = Set.of(NOT_PROBED_YET, UNCONFIRMED);

  private static final int HISTORY = 5;

  private final Observations seen;
  private final String now;

  PathStatuses(Observations seen) {
    this.seen = seen;
    this.now = seen.now().toString();
  }

  List<PathStatus> build() {
    return DeclaredPaths.of(seen.instance().getSpec()).stream().flatMap(this::rows).toList();
  }

  private Stream<PathStatus> rows(DeclaredPath declared) {
    return seen.round().map(round -> judged(declared, round)).orElseGet(() -> standing(declared));
  }

  /** No round has ended: existing rows stay, and a new path waits for its first round. */
  private Stream<PathStatus> standing(DeclaredPath declared) {
    List<PathStatus> before =
        seen.previous().paths().stream().filter(row -> isAbout(row, declared)).toList();
    return before.isEmpty()
        ? Stream.of(
            row(
                declared,
                null,
                null,
                new Judgement(
                    Verdict.Unknown,
                    null,
                    NOT_PROBED_YET,
                    "The first round of probes has not ended yet.")))
        : before.stream().map(row -> controlled(declared, row));
  }

  /** The existing row, with a culprit if the control found one. */
  private PathStatus controlled(DeclaredPath declared, PathStatus row) {
    return seen.control()
        .filter(control -> Verdict.valueOf(row.verdict()).isBad())
        .flatMap(control -> control.culprit(row, canary(Direction.Outbound, row.family())))
        .map(
            culprit ->
                row.controlled(
                    culprit.name(),
                    culprit.grounds(),
                    Diagnosis.inTheLightOf(
                        culprit.name(), declared, Family.valueOf(row.family()), row.message())))
        .orElse(row);
  }

  private Canary.Found canary(Direction direction, String family) {
    return seen.previous().canaries().stream()
        .filter(canary -> direction.name().equals(canary.direction()))
        .filter(canary -> family != null && family.equals(canary.family()))
        .map(canary -> Canary.Found.valueOf(canary.found()))
        .findFirst()
        .orElse(Canary.Found.Unknown);
  }

  private Stream<PathStatus> judged(DeclaredPath declared, FinishedRound round) {
    Optional<ProbePlans.Gap> gap =
        round.gaps().stream().filter(one -> one.path().equals(declared.name())).findFirst();
    if (gap.isPresent()) {
      return unknown(declared, round, gap.get().reason().name(), gap.get().message());
    }
    JobOutcome outcome = declared.isInbound() ? round.inbound() : round.outbound();
    if (outcome instanceof JobOutcome.Faulted faulted) {
      return unknown(declared, round, faulted.reason(), faulted.message());
    }
    if (outcome instanceof JobOutcome.Reported reported) {
      List<PathReport> reports = reported.report().on(declared.name());
      if (!reports.isEmpty()) {
        return reports.stream()
            .map(
                report ->
                    row(
                        declared,
                        report.family(),
                        report,
                        warned(
                            declared,
                            judgement(declared, report, reported.report().paths(), round))));
      }
    }
    return unknown(
        declared,
        round,
        "NotProbed",
        "No target has an address in a family of the probe pod: name one in spec.probe.targets."
            + declared.name()
            + ".");
  }

  private Judgement judgement(
      DeclaredPath declared, PathReport report, List<PathReport> all, FinishedRound round) {
    Judgement itself = Entrances.of(declared, report, all);
    String family = report.family().name();
    return round
        .resolvers()
        .noted(
            declared,
            report.family(),
            PathReading.of(round.entering(), declared.name(), family)
                .map(
                    reading ->
                        ClosedEntry.inTheLightOf(
                            reading, canary(Direction.Inbound, family), itself))
                .orElse(itself));
  }

  /** Until the control has its result, a changed policy may be the reason. */
  private Judgement warned(DeclaredPath declared, Judgement judgement) {
    if (!seen.policy().isChanged()
        || !judgement.verdict().isBad()
        || judgement.verdict() == Verdict.Tampered) {
      return judgement;
    }
    String warning =
        " %s differs from its declaration, which may be the reason: see condition PolicyApplied first."
            .formatted(seen.policy().title());
    return (declared.isInbound() ? judgement : judgement.withoutAdvice()).with(warning);
  }

  private Stream<PathStatus> unknown(
      DeclaredPath declared, FinishedRound round, String reason, String message) {
    Judgement judgement = new Judgement(Verdict.Unknown, null, reason, message);
    return families(declared, round).stream().map(family -> row(declared, family, null, judgement));
  }

  private List<Family> families(DeclaredPath declared, FinishedRound round) {
    List<Family> before =
        seen.previous().paths().stream()
            .filter(row -> isAbout(row, declared) && row.family() != null)
            .map(row -> Family.valueOf(row.family()))
            .toList();
    if (!before.isEmpty()) {
      return before;
    }
    List<Family> fallback = new ArrayList<>();
    if (round.outbound() instanceof JobOutcome.Reported reported) {
      fallback.addAll(reported.report().families());
    }
    if (fallback.isEmpty()) {
      fallback.add(null);
    }
    return fallback;
  }

  /** The row of a judged path, with regard to its earlier rounds. */
  private PathStatus row(
      DeclaredPath declared, Family family, PathReport report, Judgement judgement) {
    Optional<PathStatus> before =
        seen.previous().paths().stream()
            .filter(row -> isAbout(row, declared))
            .filter(row -> family == null || family.name().equals(row.family()))
            .findFirst();
    Steadiness steadiness =
        before
            .map(row -> new Steadiness(row.rounds()))
            .orElseGet(Steadiness::unknown)
            .after(judgement.verdict());
    Judgement tempered = steadiness.temper(judgement);
    if (!tempered.verdict().isBad()
        || tempered.verdict() == Verdict.Unstable
        || !steadiness.isDoubtful()) {
      return row(declared, family, report, tempered, before, steadiness, null);
    }
    String doubt =
        judgement.verdict()
            + " in the last round, another one follows at once: "
            + judgement.message();
    return before
        .filter(row -> Verdict.valueOf(row.verdict()) != Verdict.Unknown)
        .map(row -> row.doubted(now, steadiness.rounds(), doubt))
        .orElseGet(
            () ->
                row(
                    declared,
                    family,
                    report,
                    new Judgement(Verdict.Unknown, null, UNCONFIRMED, doubt),
                    before,
                    steadiness,
                    doubt));
  }

  private PathStatus row(
      DeclaredPath declared,
      Family family,
      PathReport report,
      Judgement judgement,
      Optional<PathStatus> before,
      Steadiness steadiness,
      String doubt) {
    String verdict = judgement.verdict().name();
    boolean moved = before.map(row -> !verdict.equals(row.verdict())).orElse(true);
    // The control's result stays valid until the next one differs.
    Optional<PathStatus> same =
        before.filter(row -> !moved && judgement.reason().equals(row.reason()));
    String culprit =
        judgement.culprit() == null
            ? same.map(PathStatus::culprit).orElse(null)
            : judgement.culprit();
    boolean judgedBefore = before.map(row -> !FIRST_REASONS.contains(row.reason())).orElse(false);
    return new PathStatus(
        declared.name(),
        family == null ? null : family.name(),
        declared.path().direction().name(),
        declared.path().transport().name(),
        declared.path().port(),
        declared.path().requirement().name(),
        verdict,
        culprit,
        judgement.reason(),
        judgement.message(culprit),
        doubt,
        same.map(PathStatus::control).orElse(null),
        judgement.verdict() == Verdict.Open ? null : declared.path().consequence(),
        report == null ? null : report.target(),
        report == null ? null : report.latencyMillis(),
        seen.round().isPresent() ? now : null,
        moved ? now : before.map(PathStatus::lastTransitionTime).orElse(now),
        steadiness.rounds(),
        history(before, moved && judgedBefore, judgement));
  }

  private List<Transition> history(
      Optional<PathStatus> before, boolean changed, Judgement judgement) {
    List<Transition> past = before.map(PathStatus::history).orElse(List.of());
    return changed
        ? Stream.concat(
                Stream.of(
                    new Transition(
                        now, judgement.verdict().name(), judgement.reason(), judgement.message())),
                past.stream())
            .limit(HISTORY)
            .toList()
        : past;
  }

  private static boolean isAbout(PathStatus row, DeclaredPath declared) {
    return declared.name().equals(row.name())
        && Integer.valueOf(declared.path().port()).equals(row.port());
  }
}
