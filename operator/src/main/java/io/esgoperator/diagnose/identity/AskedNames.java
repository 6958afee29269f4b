package io.esgoperator.diagnose.identity;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.NamesRound;
import io.esgoperator.identity.GatewayNames;
import io.esgoperator.identity.NameAnswers;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of the gateway's names after a pass: what was asked for another spec is dropped.
 */
public final class AskedNames {
  private AskedNames() {}

  /**
   * The names after a pass; null while nothing was asked for this spec.
   *
   * @param before null for none
   * @param round that ended in this pass, if one did
   */
  public static GatewayNames after(
      GatewayNames before, Optional<NamesRound> round, EsgInstance instance, Instant now) {
    Long generation = instance.getMetadata().getGeneration();
    GatewayNames known =
        before != null && Objects.equals(before.generation(), generation) ? before : null;
    if (!instance.getSpec().asksNames()) {
      return null;
    }
    return round.map(ended -> read(known, ended, generation, now)).orElse(known);
  }

  private static GatewayNames read(
      GatewayNames known, NamesRound round, Long generation, Instant now) {
    if (round.outcome() instanceof JobOutcome.Reported reported
        && reported.report().names() != null) {
      NameAnswers told = reported.report().names();
      return new GatewayNames(
          now, generation, told.questions(), null, round.asked().addresses(), told.answers());
    }
    return new GatewayNames(
        now,
        generation,
        null,
        round.outcome() instanceof JobOutcome.Faulted fault
            ? fault.message()
            : "The probe has told nothing of names.",
        round.asked().addresses(),
        known == null ? List.of() : known.answers());
  }
}
