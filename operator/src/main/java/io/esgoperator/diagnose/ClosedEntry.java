package io.esgoperator.diagnose;

import io.esgoperator.audit.StaticReading;
import io.esgoperator.diagnose.Culprits.Control;
import io.esgoperator.diagnose.Culprits.Manner;
import io.esgoperator.probe.Finding;
import java.util.Optional;
import java.util.Set;

/** What policies add to the judgement on an inbound path: they may be what keeps a pod out. */
public final class ClosedEntry {
  /** What else is found, the gateway does itself. */
  private static final Set<String> REASONS =
      Set.of(Finding.NoAnswer.name(), Finding.Refused.name(), Finding.Prohibited.name());

  private ClosedEntry() {}

  /**
   * The judgement, with the policy and what to change in it where the text blames one.
   *
   * @param reading what the policies on the gateway say of the pod that asked
   * @param canary what the inbound canary found in the path's family
   */
  public static Judgement inTheLightOf(
      StaticReading reading, Canary.Found canary, Judgement judgement) {
    return REASONS.contains(judgement.reason())
        ? culprit(reading, canary).map(judgement::blaming).orElse(judgement)
        : judgement;
  }

  private static Optional<Culprits.Culprit> culprit(StaticReading reading, Canary.Found canary) {
    return Culprits.of(
        Culprits.Case.of(
            reading, reading.notEvaluated(), canary, Manner.Silent, Control.Itself, false));
  }
}
