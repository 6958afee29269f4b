package io.esgoperator.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameAnswer.About;
import io.esgoperator.identity.NameAnswers;
import io.esgoperator.identity.NameQuestions;
import io.esgoperator.identity.NameState;
import io.esgoperator.model.Family;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.Vantage;
import io.esgoperator.probe.message.TerminationMessage;
import io.esgoperator.probe.message.UnreadableReportException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamesReportTest {
  private static final ProbePlan PLAN =
      ProbePlan.asking(
          new NameQuestions(
              List.of(),
              List.of("203.0.113.25"),
              List.of("example.com"),
              List.of(),
              List.of("zen.example.org")),
          1_000,
          null);

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void without_a_server_of_the_root_nothing_is_known_and_all_of_it_is_told()
      throws UnreadableReportException {
    NameAnswers names = new TerminationMessage().read(PLAN, report()).names();
    assertThat(names.questions()).isZero();
    assertThat(names.answers())
        .extracting(NameAnswer::about)
        .containsExactlyInAnyOrder(About.PTR, About.SPF, About.MX, About.MTA_STS, About.DNSBL);
    assertThat(names.answers()).extracting(NameAnswer::state).containsOnly(NameState.Unknown);
  }

  @Test
  void each_answer_is_a_line_of_the_pods_log() {
    report();
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .hasSize(5)
        .anyMatch(line -> line.startsWith("DNSBL of zen.example.org 203.0.113.25: Unknown "));
  }

  private String report() {
    return NamesReport.of(
        PLAN,
        Vantage.outside(List.of(Family.IPv4)),
        task -> new Thread(task).start(),
        new PrintStream(printed, true, StandardCharsets.UTF_8));
  }
}
