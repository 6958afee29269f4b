package io.esgoperator.diagnose.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.identity.GatewayCertificate;
import io.esgoperator.identity.ShownCertificate;
import io.esgoperator.identity.Told;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShownCertificatesTest extends IdentityFixture {
  private static final Set<String> DECLARED = Set.of("smtp-in", "web-interface");

  @Test
  void a_certificate_is_told_once_with_all_the_paths_that_show_it() {
    assertThat(
            after(
                List.of(),
                shows("smtp-in", "mx", 90),
                shows("web-interface", "mx", 90),
                shows("smtp-in@service", "mx", 90)))
        .containsExactly(written("mx", 90, "smtp-in", "web-interface"));
  }

  @Test
  void the_one_that_ends_first_comes_first() {
    assertThat(
            after(
                List.of(),
                shows("smtp-in", "late", 90),
                shows("web-interface", "soon", 10),
                shows("submission", "again", 10)))
        .extracting(GatewayCertificate::subject)
        .containsExactly("CN=again", "CN=soon", "CN=late");
  }

  @Test
  void a_certificate_that_is_replaced_is_gone() {
    assertThat(after(List.of(written("old", 1, "smtp-in")), shows("smtp-in", "new", 90)))
        .containsExactly(written("new", 90, "smtp-in"));
  }

  @Test
  void a_path_that_shows_none_any_more_has_none() {
    assertThat(
            after(
                List.of(written("old", 1, "smtp-in")), row("smtp-in", Finding.Answered, Map.of())))
        .isEmpty();
  }

  @Test
  void a_path_that_did_not_answer_keeps_what_it_showed_last() {
    assertThat(
            after(
                List.of(written("old", 1, "smtp-in", "web-interface")),
                row("smtp-in", Finding.NoAnswer, Map.of()),
                shows("web-interface", "new", 90)))
        .containsExactly(written("old", 1, "smtp-in"), written("new", 90, "web-interface"));
  }

  @Test
  void a_path_that_is_declared_no_more_has_none() {
    assertThat(after(List.of(written("old", 1, "smtps", "smtp-in"))))
        .containsExactly(written("old", 1, "smtp-in"));
  }

  @Test
  void a_pass_without_a_round_or_with_a_failed_probe_changes_nothing() {
    List<GatewayCertificate> known = List.of(written("old", 1, "smtp-in"));
    assertThat(ShownCertificates.after(known, Optional.empty(), DECLARED)).isEqualTo(known);
    assertThat(
            ShownCertificates.after(
                known,
                Optional.of(round(new JobOutcome.NotNeeded(), new JobOutcome.Pending())),
                DECLARED))
        .isEqualTo(known);
  }

  @Test
  void names_that_had_no_room_stay_counted() {
    GatewayCertificate many =
        new GatewayCertificate(
            List.of("smtp-in"),
            "CN=a",
            "CN=b",
            List.of("mx.example.net"),
            7,
            NOON,
            NOON,
            null,
            null);
    assertThat(after(List.of(many))).containsExactly(many);
  }

  @Test
  void no_more_are_told_than_a_status_holds() {
    assertThat(
            after(
                List.of(),
                IntStream.range(0, 2 * ShownCertificates.MOST)
                    .mapToObj(number -> shows("smtp-in", "mx" + number, number))
                    .toArray(PathReport[]::new)))
        .hasSize(ShownCertificates.MOST);
  }

  private static List<GatewayCertificate> after(
      List<GatewayCertificate> before, PathReport... rows) {
    FinishedRound round = round(new JobOutcome.NotNeeded(), reported(rows));
    return ShownCertificates.after(before, Optional.of(round), DECLARED);
  }

  private static PathReport shows(String path, String name, int days) {
    return row(
        path,
        Finding.Answered,
        Map.of(
            MX1,
            new Told(
                null,
                new ShownCertificate(
                    "CN=" + name,
                    "CN=An Authority",
                    List.of(name),
                    0,
                    NOON,
                    NOON.plus(Duration.ofDays(days)),
                    "",
                    ""))));
  }

  private static GatewayCertificate written(String name, int days, String... paths) {
    return new GatewayCertificate(
        Stream.of(paths).toList(),
        "CN=" + name,
        "CN=An Authority",
        List.of(name),
        null,
        NOON,
        NOON.plus(Duration.ofDays(days)),
        null,
        null);
  }
}
