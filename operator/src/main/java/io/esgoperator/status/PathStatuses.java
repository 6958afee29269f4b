package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.Culprit;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Probe;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.StatusDocument.Transition;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.diagnose.Diagnosis;
import io.esgoperator.diagnose.Judge;
import io.esgoperator.diagnose.Judged;
import io.esgoperator.diagnose.Judgement;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.gateway.Names;
import io.esgoperator.model.Family;
import io.esgoperator.model.Path;
import io.esgoperator.probe.PathReport;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rows of the status: each declared path, once per family in which it exists. */
final class PathStatuses {
  /** Reasons of rows that have had no verdict yet. */
  static final Set<Reason> FIRST_REASONS = EnumSet.of(Reason.NotProbedYet, Reason.Unconfirmed);

  private static final int HISTORY = 5;

  private final Observations seen;
  private final Judge judge;

  PathStatuses(Observations seen) {
    this.seen = seen;
    this.judge =
        new Judge(
            seen.previous(),
            seen.policy().isChanged() ? Optional.of(seen.policy().title()) : Optional.empty(),
            DeclaredPaths.of(seen.instance().getSpec()));
  }

  List<PathStatus> build() {
    return judge.paths().stream()
        .flatMap(
            declared -> new Loss(declared.path().consequence(), rows(declared).toList()).told())
        .toList();
  }

  private Stream<PathStatus> rows(DeclaredPath declared) {
    return seen.round()
        .map(round -> judge.judge(declared, round).map(this::row))
        .orElseGet(() -> standing(declared));
  }

  /** No round has ended: existing rows stay, and a new path waits for its first round. */
  private Stream<PathStatus> standing(DeclaredPath declared) {
    List<PathStatus> before = judge.rowsOf(declared).toList();
    return before.isEmpty()
        ? Stream.of(waiting(declared, null, "The first round of probes has not ended yet."))
        : before.stream()
            .map(row -> hasChanged(declared, row) ? changed(declared, row) : row)
            .map(this::controlled);
  }

  /** Without a changed spec, another hash is that of another release. */
  private boolean hasChanged(DeclaredPath declared, PathStatus row) {
    return seen.isProbing() && row.specHash() != null && !row.specHash().equals(hash(declared));
  }

  /** Of what the spec says of a path: a row holds only for the spec that it was proved by. */
  private String hash(DeclaredPath declared) {
    EsgInstanceSpec spec = seen.instance().getSpec();
    Probe probe = spec.probe();
    return Names.hash(
        List.of(
                spec.podSelector(),
                spec.policy(),
                declared,
                probe.targets().getOrDefault(declared.name(), List.of()),
                probe.expect(),
                probe.inspection(),
                String.valueOf(probe.trustedCertificates()))
            .toString());
  }

  private PathStatus changed(DeclaredPath declared, PathStatus row) {
    return waiting(
        declared,
        row.family(),
        "What the resource says of this path has changed: the first round of it has not ended yet.");
  }

  private PathStatus waiting(DeclaredPath declared, Family family, String message) {
    return row(
        new Judged(
            declared, family, Optional.empty(), Optional.empty(), "", null, List.of(), List.of()),
        new Judgement(Verdict.Unknown, null, Reason.NotProbedYet, message));
  }

  /** The existing row, with a culprit if the control found one. */
  private PathStatus controlled(PathStatus row) {
    return seen.control()
        .flatMap(control -> judge.blame(row, control))
        .map(
            blame ->
                row.controlled(
                    blame.culprit(),
                    blame.grounds(),
                    Diagnosis.isAdviceFor(blame.culprit(), row.reason()) ? row.advice() : null))
        .orElse(row);
  }

  private PathStatus row(Judged judged) {
    return judged
        .judgement()
        .map(judgement -> row(judged, judgement))
        .orElseGet(
            () ->
                judge
                    .before(judged.declared(), judged.family())
                    .orElseThrow()
                    .doubted(seen.now(), judged.rounds(), judged.doubt(), judged.nodes()));
  }

  private PathStatus row(Judged judged, Judgement judgement) {
    Path path = judged.declared().path();
    Optional<PathStatus> before = judge.before(judged.declared(), judged.family());
    boolean moved = before.map(row -> judgement.verdict() != row.verdict()).orElse(true);
    // The control's result stays valid until the next one differs.
    Optional<PathStatus> same = before.filter(row -> !moved && judgement.reason() == row.reason());
    Culprit culprit =
        judgement.culprit() == null
            ? same.map(PathStatus::culprit).orElse(null)
            : judgement.culprit();
    boolean judgedBefore = before.map(row -> !FIRST_REASONS.contains(row.reason())).orElse(false);
    return new PathStatus(
        judged.declared().name(),
        judged.family(),
        path.direction(),
        path.transport(),
        path.port(),
        path.requirement(),
        judgement.verdict(),
        culprit,
        judgement.reason(),
        judgement.message(),
        judgement.advice(culprit),
        judged.doubt(),
        same.map(PathStatus::control).orElse(null),
        null,
        judged.report().map(PathReport::target).orElse(null),
        judged.report().map(PathReport::latencyMillis).orElse(null),
        seen.round().isPresent() ? seen.now() : null,
        moved ? seen.now() : before.map(PathStatus::lastTransitionTime).orElse(seen.now()),
        judged.rounds(),
        seen.instance().getMetadata().getGeneration(),
        hash(judged.declared()),
        history(
            before,
            moved && judgedBefore && !FIRST_REASONS.contains(judgement.reason()),
            judgement),
        judged.ends(),
        judged.nodes());
  }

  private List<Transition> history(
      Optional<PathStatus> before, boolean changed, Judgement judgement) {
    List<Transition> past = before.map(PathStatus::history).orElse(List.of());
    return changed
        ? Stream.concat(
                Stream.of(
                    new Transition(
                        seen.now(), judgement.verdict(), judgement.reason(), judgement.message())),
                past.stream())
            .limit(HISTORY)
            .toList()
        : past;
  }
}
