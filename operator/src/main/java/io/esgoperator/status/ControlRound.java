package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.audit.StaticReading;
import io.esgoperator.diagnose.Canary;
import io.esgoperator.diagnose.Culprits;
import io.esgoperator.diagnose.Verdict;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.util.List;
import java.util.Optional;

/**
 * What the pod without the gateway's labels found on the paths that were closed to the gateway.
 *
 * @param outcome of its Job
 * @param readings what the policies on the gateway say of those paths
 * @param notEvaluated policies that select the pod without the labels, or may, and are not read
 */
public record ControlRound(
    JobOutcome outcome, List<PathReading> readings, List<String> notEvaluated) {
  /** For the status: that it was read, or why it says nothing. */
  String state() {
    return outcome instanceof JobOutcome.Faulted faulted ? faulted.reason() : "Read";
  }

  /** Who is to blame for a row that is not open. */
  Optional<Culprits.Culprit> culprit(PathStatus row, Canary.Found canary) {
    Optional<PathReport> report = report(row);
    Culprits.Control control = report.map(ControlRound::control).orElse(Culprits.Control.Missing);
    return PathReading.of(readings, row.name(), row.family())
        .flatMap(
            reading ->
                Culprits.of(
                    Culprits.Case.of(
                        reading,
                        unread(reading, control),
                        canary,
                        manner(row),
                        control,
                        report.map(found -> found.hosts() > 1).orElse(false))));
  }

  /** Policies that may be why: what fails in both pods, only a policy on both explains. */
  private List<String> unread(StaticReading reading, Culprits.Control control) {
    return control == Culprits.Control.Through
        ? reading.notEvaluated()
        : reading.notEvaluated().stream().filter(notEvaluated::contains).toList();
  }

  private static Culprits.Manner manner(PathStatus row) {
    if (Verdict.valueOf(row.verdict()) == Verdict.Tampered) {
      return Culprits.Manner.Tampered;
    }
    return Finding.Refused.name().equals(row.reason())
        ? Culprits.Manner.Refused
        : Culprits.Manner.Silent;
  }

  private Optional<PathReport> report(PathStatus row) {
    return outcome instanceof JobOutcome.Reported reported
        ? reported.report().on(row.name()).stream()
            .filter(found -> found.family().name().equals(row.family()))
            .findFirst()
        : Optional.empty();
  }

  private static Culprits.Control control(PathReport report) {
    return switch (report.finding()) {
      case Answered -> Culprits.Control.Through;
      case ProbeFault -> Culprits.Control.Missing;
      default -> Culprits.Control.Failing;
    };
  }
}
