package io.esgoperator.diagnose;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus.Found;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.audit.StaticReading;
import io.esgoperator.diagnose.cause.Culprits;
import io.esgoperator.probe.PathReport;
import java.util.List;
import java.util.Optional;

/**
 * The result of the pod without the gateway's labels, on the paths that were closed to the gateway.
 *
 * @param outcome of its Job
 * @param readings what the text of the policies on the gateway says of those paths
 * @param notEvaluated policies of kinds that are not evaluated and that select, or may select, the
 *     pod without the labels
 */
public record ControlRound(
    JobOutcome outcome, List<PathReading> readings, List<String> notEvaluated) implements Proved {
  /** For the status: that the result was read, or why there is none. */
  public Reason state() {
    return outcome instanceof JobOutcome.Faulted faulted ? faulted.reason() : Reason.Read;
  }

  /** The culprit for a row that is not open. */
  public Optional<Culprits.Blame> culprit(PathStatus row, Found canary) {
    List<PathReport> reports = reports(row);
    Culprits.Control control = control(reports);
    return PathReading.of(readings, row.name(), row.family(), host(row))
        .flatMap(
            reading ->
                Culprits.of(
                    new Culprits.Case(
                        reading,
                        unread(reading, control),
                        canary,
                        manner(row),
                        control,
                        reports.stream().mapToInt(PathReport::hosts).sum() > 1
                            && !isPerhapsTheirManner(row))));
  }

  /** Only of a single server, and of servers of one owner, a cut connection is no tampering. */
  private static boolean isPerhapsTheirManner(PathStatus row) {
    return row.reason() == Reason.ClosedEarly && row.verdict() == Verdict.Refused;
  }

  /** Policies that may be the reason. If both pods fail, only a policy on both can explain it. */
  private List<String> unread(StaticReading reading, Culprits.Control control) {
    return control == Culprits.Control.Through
        ? reading.notEvaluated()
        : reading.notEvaluated().stream().filter(notEvaluated::contains).toList();
  }

  private static Culprits.Manner manner(PathStatus row) {
    if (row.verdict() == Verdict.Tampered) {
      return Culprits.Manner.Tampered;
    }
    return row.reason() == Reason.Refused ? Culprits.Manner.Refused : Culprits.Manner.Silent;
  }

  /** The reports on the row: on its one end that is bad, or on all that are bad together. */
  private List<PathReport> reports(PathStatus row) {
    return outcome instanceof JobOutcome.Reported reported && !reported.report().alone()
        ? reported.report().on(row.name()).stream()
            .filter(found -> found.family() == row.family())
            .filter(found -> !found.finding().isFault())
            .filter(found -> row.verdict() != Verdict.Partial || found.host().equals(host(row)))
            .toList()
        : List.of();
  }

  private static String host(PathStatus row) {
    return row.target() == null ? null : PathReport.hostOf(row.target());
  }

  private static Culprits.Control control(List<PathReport> reports) {
    return reports.isEmpty()
        ? Culprits.Control.Missing
        : reports.stream().anyMatch(report -> report.finding().answered())
            ? Culprits.Control.Through
            : Culprits.Control.Failing;
  }
}
