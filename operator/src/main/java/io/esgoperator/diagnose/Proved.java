package io.esgoperator.diagnose;

import io.esgoperator.diagnose.cause.Canary;
import java.util.List;

/** The result of one of an instance's proofs. */
public sealed interface Proved
    permits FinishedRound, ControlRound, Proved.CanaryRound, Proved.NamesRound {
  /** The result of the inbound canary, in both families. */
  record CanaryRound(List<Canary> canaries) implements Proved {}

  /** What the public DNS says about the gateway, by the outcome of its Job. */
  record NamesRound(JobOutcome outcome) implements Proved {}
}
