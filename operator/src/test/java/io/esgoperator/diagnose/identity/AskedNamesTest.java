package io.esgoperator.diagnose.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.Proved.NamesRound;
import io.esgoperator.identity.GatewayNames;
import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameAnswers;
import io.esgoperator.identity.NameState;
import io.esgoperator.identity.Told;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbeReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AskedNamesTest extends IdentityFixture {
  private static final NameAnswer ANSWER =
      new NameAnswer(NameAnswer.About.PTR, "203.0.113.25", NameState.NoReverseName, List.of());

  private static final GatewayNames KNOWN =
      new GatewayNames(NOON.minusSeconds(3_600), 1L, 7, null, List.of(), List.of(ANSWER));

  private final EsgInstance asking = Instances.withSpec("domains: [example.com]");

  @Test
  void what_was_read_stands_with_its_time_and_the_number_of_questions() {
    ProbeReport report =
        new ProbeReport(List.of(), 1, -1, List.of()).with(new NameAnswers(9, List.of(ANSWER)));
    assertThat(after(null, new JobOutcome.Reported(report)))
        .isEqualTo(new GatewayNames(NOON, 1L, 9, null, List.of(), List.of(ANSWER)));
  }

  @Test
  void a_probe_that_failed_keeps_the_last_answers_and_says_why() {
    assertThat(after(KNOWN, new JobOutcome.Faulted(Reason.QuotaExceeded, "The quota is full.")))
        .isEqualTo(
            new GatewayNames(NOON, 1L, null, "The quota is full.", List.of(), List.of(ANSWER)));
  }

  @Test
  void a_first_probe_that_failed_has_no_answers() {
    assertThat(after(null, new JobOutcome.Faulted(Reason.QuotaExceeded, "full")).answers())
        .isEmpty();
  }

  @Test
  void a_probe_that_tells_nothing_of_names_is_no_answer() {
    assertThat(
            after(KNOWN, new JobOutcome.Reported(new ProbeReport(List.of(), 1, -1, List.of())))
                .problem())
        .isEqualTo("The probe has told nothing of names.");
  }

  @Test
  void between_two_probes_the_last_answers_stand() {
    assertThat(AskedNames.after(KNOWN, Optional.empty(), Optional.empty(), asking, NOON))
        .isEqualTo(KNOWN);
  }

  @Test
  void answers_about_another_spec_are_dropped() {
    asking.getMetadata().setGeneration(2L);
    assertThat(AskedNames.after(KNOWN, Optional.empty(), Optional.empty(), asking, NOON)).isNull();
  }

  @Test
  void so_are_those_that_the_spec_no_longer_asks_for() {
    assertThat(
            AskedNames.after(
                KNOWN, Optional.empty(), Optional.empty(), Instances.withSpec(""), NOON))
        .isNull();
  }

  @Test
  void the_names_by_which_port_25_greets_come_from_its_round_and_stay_until_another_is_told() {
    GatewayNames greeted =
        greeting(
            KNOWN,
            row("smtp-in", greeting("mx2.example.com")),
            row("smtp-in", greeting("mx1.example.com")),
            row("submission", greeting("other.example.com")));
    assertThat(greeted.greetings()).containsExactly("mx1.example.com", "mx2.example.com");
    assertThat(greeted.answers()).isEqualTo(KNOWN.answers());
    assertThat(greeting(greeted, row("smtp-in", Told.NOTHING)).greetings())
        .isEqualTo(greeted.greetings());
    assertThat(
            after(
                    greeted,
                    new JobOutcome.Reported(
                        new ProbeReport(List.of(), 1, -1, List.of())
                            .with(new NameAnswers(9, List.of()))))
                .greetings())
        .isEqualTo(greeted.greetings());
    assertThat(after(greeted, new JobOutcome.Faulted(Reason.QuotaExceeded, "full")).greetings())
        .isEqualTo(greeted.greetings());
  }

  private static Told greeting(String host) {
    return Told.NOTHING.calling(List.of(host));
  }

  private static PathReport row(String path, Told told) {
    return row(path, Finding.Answered, Map.of(MX1, told));
  }

  private GatewayNames greeting(GatewayNames before, PathReport... rows) {
    return AskedNames.after(
        before,
        Optional.empty(),
        Optional.of(round(new JobOutcome.NotNeeded(), reported(rows))),
        asking,
        NOON);
  }

  private GatewayNames after(GatewayNames before, JobOutcome outcome) {
    return AskedNames.after(
        before, Optional.of(new NamesRound(outcome)), Optional.empty(), asking, NOON);
  }
}
