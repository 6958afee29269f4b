package io.esgoperator.diagnose.identity;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.Proved.NamesRound;
import io.esgoperator.identity.GatewayNames;
import io.esgoperator.identity.NameAnswers;
import io.esgoperator.model.Catalogue;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of the gateway's names after a pass: what was asked for another spec is dropped.
 */
public final class AskedNames {
  /** Pods of a gateway may each have a name. */
  private static final int MOST_GREETINGS = 8;

  private AskedNames() {}

  /**
   * The names after a pass; null while nothing was asked for this spec.
   *
   * @param before null for none
   * @param names asked in this pass, if they were
   * @param round that ended in this pass, if one did
   */
  public static GatewayNames after(
      GatewayNames before,
      Optional<NamesRound> names,
      Optional<FinishedRound> round,
      EsgInstance instance,
      Instant now) {
    Long generation = instance.getMetadata().getGeneration();
    GatewayNames known =
        before != null && Objects.equals(before.generation(), generation) ? before : null;
    if (!instance.getSpec().asksNames()) {
      return null;
    }
    GatewayNames read = names.map(ended -> read(known, ended, generation, now)).orElse(known);
    return read == null ? null : round.map(ended -> greeting(read, ended)).orElse(read);
  }

  private static GatewayNames read(
      GatewayNames known, NamesRound round, Long generation, Instant now) {
    if (round.outcome() instanceof JobOutcome.Reported reported
        && reported.report().names() != null) {
      NameAnswers told = reported.report().names();
      return new GatewayNames(
          now, generation, told.questions(), null, greetings(known), told.answers());
    }
    return new GatewayNames(
        now,
        generation,
        null,
        round.outcome() instanceof JobOutcome.Faulted fault
            ? fault.message()
            : "The probe has told nothing of names.",
        greetings(known),
        known == null ? List.of() : known.answers());
  }

  private static List<String> greetings(GatewayNames known) {
    return known == null ? List.of() : known.greetings();
  }

  /** Those of the round's inbound probe; where it tells none, those of before. */
  private static GatewayNames greeting(GatewayNames known, FinishedRound round) {
    List<String> told =
        round.inbound() instanceof JobOutcome.Reported reported
            ? reported.report().paths().stream()
                .filter(row -> row.path().equals(Catalogue.SMTP_IN.name()))
                .flatMap(row -> row.told().values().stream())
                .flatMap(one -> one.names().stream())
                .distinct()
                .sorted()
                .limit(MOST_GREETINGS)
                .toList()
            : List.of();
    return told.isEmpty() ? known : known.greetingBy(told);
  }
}
