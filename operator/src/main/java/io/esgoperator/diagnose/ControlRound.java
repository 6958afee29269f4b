package io.esgoperator.diagnose;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus.CanaryStatus.Found;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.audit.StaticReading;
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

  private Optional<PathReport> report(PathStatus row) {
    return outcome instanceof JobOutcome.Reported reported && !reported.report().alone()
        ? reported.report().on(row.name()).stream()
            .filter(found -> found.family() == row.family())
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
