package io.esgoperator.diagnose;

import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus.Found;
import io.esgoperator.audit.StaticReading;
import io.esgoperator.diagnose.cause.Culprits;
import io.esgoperator.diagnose.cause.Culprits.Control;
import io.esgoperator.diagnose.cause.Culprits.Manner;
import java.util.Optional;
import java.util.Set;

/** Adds policies to the judgement on an inbound path: they may keep a pod out. */
public final class ClosedEntry {
  /** Findings that a policy can cause; others come from the gateway itself. */
  private static final Set<Reason> REASONS =
      Set.of(Reason.NoAnswer, Reason.Refused, Reason.Prohibited);

  private ClosedEntry() {}

  /**
   * The judgement, with the policy and what to change in it if the policies' text closes the path.
   *
   * @param reading what the text of the policies on the gateway says of the pod that asked
   * @param canary the result of the inbound canary in the path's family
   */
  public static Judgement inTheLightOf(StaticReading reading, Found canary, Judgement judgement) {
    return mayBe(judgement.reason())
        ? culprit(reading, canary).map(judgement::blaming).orElse(judgement)
        : judgement;
  }

  /** Whether a policy can be why a path has this reason. */
  static boolean mayBe(Reason reason) {
    return REASONS.contains(reason);
  }

  private static Optional<Culprits.Blame> culprit(StaticReading reading, Found canary) {
    return Culprits.of(
        new Culprits.Case(
            reading, reading.notEvaluated(), canary, Manner.Silent, Control.Itself, false));
  }
}
