package io.esgoperator.diagnose;

import io.esgoperator.api.v1alpha1.StatusDocument.EndEntry;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.model.Listing;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The judgement on a path in one family by the reports on its ends. A path whose ends are declared
 * one by one is open when each of them is; one that leads to anywhere has a single report.
 *
 * @param telling the report that the judgement is about
 * @param entries each end, where not all of them are open
 */
record Ends(PathReport telling, Judgement judgement, List<EndEntry> entries) {
  private static final Comparator<PathReport> MOST_TELLING =
      Comparator.comparing(PathReport::finding);

  /** Findings that a firewall that does not know the end can cause. */
  private static final Set<Finding> CLOSED =
      EnumSet.of(
          Finding.NoAnswer,
          Finding.Refused,
          Finding.Prohibited,
          Finding.Held,
          Finding.HeldMidWord,
          Finding.HandshakeStalled,
          Finding.HandshakeUnfinished,
          Finding.ClosedEarly);

  static Ends of(DeclaredPath declared, List<PathReport> reports) {
    List<Ends> each =
        reports.stream().map(report -> alone(report, Diagnosis.of(declared, report))).toList();
    if (each.size() == 1) {
      return each.get(0);
    }
    List<Ends> open = each.stream().filter(Ends::isOpen).toList();
    List<Ends> closed =
        each.stream()
            .filter(end -> !end.isOpen())
            .sorted(Comparator.comparing((Ends end) -> !end.judgement().verdict().isBad()))
            .toList();
    if (open.isEmpty()) {
      return unrelated(declared, each, reports);
    }
    return closed.isEmpty()
        ? alone(
            open.get(0).telling(),
            open.get(0).judgement().with(" All %d ends answered.".formatted(each.size())))
        : partial(declared, open, closed);
  }

  private static Ends alone(PathReport report, Judgement judgement) {
    return new Ends(report, judgement, List.of());
  }

  private EndEntry entry() {
    return new EndEntry(
        telling.target(),
        telling.family(),
        judgement.verdict(),
        judgement.reason(),
        judgement.message());
  }

  private boolean isOpen() {
    return judgement.verdict() == Verdict.Open;
  }

  /** Servers that fail together tell more than each of them. */
  private static Ends unrelated(DeclaredPath declared, List<Ends> each, List<PathReport> reports) {
    PathReport worst = reports.stream().min(MOST_TELLING).orElseThrow();
    long agreeing =
        reports.stream().filter(one -> one.finding().agreesWith(worst.finding())).count();
    PathReport together =
        worst.after(reports.stream().mapToInt(PathReport::tries).sum(), (int) agreeing);
    return new Ends(
        together, Diagnosis.of(declared, together), each.stream().map(Ends::entry).toList());
  }

  private static Ends partial(DeclaredPath declared, List<Ends> open, List<Ends> closed) {
    Ends worst = closed.get(0);
    Judgement judgement = worst.judgement();
    String answered =
        " %d of %d ends answered (%s), and not %s."
            .formatted(open.size(), open.size() + closed.size(), hosts(open), hosts(closed));
    return new Ends(
        worst.telling(),
        new Judgement(
            judgement.verdict().isBad() ? Verdict.Partial : Verdict.Unknown,
            judgement.culprit(),
            judgement.reason(),
            judgement.seen() + answered,
            !declared.isInbound() && CLOSED.contains(worst.telling().finding())
                ? Remedy.OpenEachEnd.on(declared, worst.telling())
                : judgement.advice(),
            judgement.remark()),
        Stream.concat(closed.stream(), open.stream()).map(Ends::entry).toList());
  }

  private static String hosts(List<Ends> some) {
    return Listing.of(some.stream().map(end -> end.telling().host()).toList());
  }
}
