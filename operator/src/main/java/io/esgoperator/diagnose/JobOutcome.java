package io.esgoperator.diagnose;

import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.probe.ProbeReport;

/** The outcome of a probe Job. */
public sealed interface JobOutcome {
  /** The probe has finished, whatever its results. */
  record Reported(ProbeReport report) implements JobOutcome {}

  /**
   * The probe has failed, which says nothing about any path.
   *
   * @param message what is wrong and what to change
   */
  public record Faulted(Reason reason, String message) implements JobOutcome {}

  /** There was nothing to probe in this direction. */
  record NotNeeded() implements JobOutcome {}

  /** It still runs. */
  record Pending() implements JobOutcome {}
}
