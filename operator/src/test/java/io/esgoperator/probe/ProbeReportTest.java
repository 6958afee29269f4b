package io.esgoperator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameAnswer.About;
import io.esgoperator.identity.NameAnswers;
import io.esgoperator.identity.NameState;
import io.esgoperator.model.Family;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeReportTest {
  private static final PathReport SMTP = row("smtp-out", Family.IPv4, Finding.Answered);
  private static final PathReport SMTP_OVER_IPV6 = row("smtp-out", Family.IPv6, Finding.Refused);
  private static final PathReport HTTP = row("http", Family.IPv6, Finding.Answered);
  private static final ProbeReport REPORT = report(SMTP, SMTP_OVER_IPV6, HTTP);

  @Test
  void a_path_has_a_result_in_each_family() {
    assertThat(REPORT.on("smtp-out")).containsExactly(SMTP, SMTP_OVER_IPV6);
    assertThat(REPORT.on("dcc")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "smtp-out, IPv4, true",
    "smtp-out, IPv6, false",
    "http, IPv4, false",
    "http, IPv6, true",
    "dcc, IPv4, false"
  })
  void a_path_is_answered_in_the_family_of_its_answer_only(
      String path, Family family, boolean answered) {
    assertThat(REPORT.answered(path, family)).isEqualTo(answered);
  }

  @Test
  void what_is_not_reliable_is_a_fault_of_the_probe_and_the_rest_stays() {
    assertThat(REPORT.trusting(row -> row.family() == Family.IPv6, "the pod was moved"))
        .isEqualTo(
            report(
                new PathReport(
                    "smtp-out",
                    Family.IPv4,
                    Finding.ProbeFault,
                    "mx1.example.net (192.0.2.25)",
                    12,
                    3,
                    2,
                    "the pod was moved"),
                SMTP_OVER_IPV6,
                HTTP));
  }

  @Test
  void answers_about_names_are_all_as_reliable_as_the_pod() {
    NameAnswer told =
        new NameAnswer(About.PTR, "203.0.113.25", NameState.Confirmed, List.of("mx.example.com"));
    NameAnswers names = new NameAnswers(7, List.of(told));
    assertThat(REPORT.with(names).trusting(row -> true, "a container was added").names())
        .isEqualTo(
            new NameAnswers(
                7,
                List.of(
                    new NameAnswer(
                        About.PTR,
                        "203.0.113.25",
                        NameState.Unknown,
                        List.of("a container was added")))));
    assertThat(REPORT.with(names).without(row -> true).names()).isEqualTo(names);
  }

  @Test
  void without_some_results_the_others_stay() {
    assertThat(REPORT.without(row -> row.path().equals("smtp-out"))).isEqualTo(report(HTTP));
    assertThat(REPORT.without(row -> row.path().equals("dcc"))).isEqualTo(REPORT);
  }

  private static ProbeReport report(PathReport... rows) {
    return new ProbeReport(
        List.of(Family.IPv4, Family.IPv6), 42, 7, List.of(rows), List.of("10.43.0.10"), true);
  }

  private static PathReport row(String path, Family family, Finding finding) {
    return new PathReport(path, family, finding, "mx1.example.net (192.0.2.25)", 12, 3, 2, "220");
  }
}
