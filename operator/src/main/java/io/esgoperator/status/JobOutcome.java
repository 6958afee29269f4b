package io.esgoperator.status;

import io.esgoperator.probe.ProbeReport;

/** What became of a probe Job. */
public sealed interface JobOutcome {
  /** The probe did its work, whatever it found. */
  record Reported(ProbeReport report) implements JobOutcome {}

  /**
   * The probe did not do its work; this says nothing about any path.
   *
   * @param reason CamelCase
   * @param message what is wrong and what to change
   */
  record Faulted(String reason, String message) implements JobOutcome {}

  /** There was nothing to probe in this direction. */
  record NotNeeded() implements JobOutcome {}

  /** It still runs. */
  record Pending() implements JobOutcome {}
}
