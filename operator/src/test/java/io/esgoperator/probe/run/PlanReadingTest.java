package io.esgoperator.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.api.v1alpha1.ProxyProtocol;
import io.esgoperator.identity.NameQuestions;
import io.esgoperator.model.Application;
import io.esgoperator.model.Trait;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbePlan;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A probe reads what the operator writes. */
class PlanReadingTest {
  private static final ProbePlan.Peer PEER = new ProbePlan.Peer("a.example", "192.0.2.1", 25);
  private static final ProbePlan.Peer OTHER =
      new ProbePlan.Peer("b.example", "2001:db8::1", 2525, ProxyProtocol.V2);

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void a_plan_with_everything_is_read_as_it_was_written() throws IOException {
    Inspection inspection =
        new Inspection(
            true,
            List.of(Trait.StartTls, Trait.Unrelated),
            List.of(PEER),
            List.of(OTHER),
            new Inspection.Reflector("whoami.example", List.of(PEER, OTHER)));
    assertRead(
        new ProbePlan(
            ProbePlan.VERSION,
            5_000,
            true,
            "-----BEGIN CERTIFICATE-----",
            List.of(
                new ProbePlan.PlannedPath(
                    "smtp-out",
                    Application.Smtp,
                    25,
                    true,
                    List.of("192.0.2.0/24", "2001:db8::/32"),
                    inspection,
                    List.of(PEER, OTHER),
                    true),
                new ProbePlan.PlannedPath("dcc", Application.Dcc, 6277, List.of(OTHER)))));
  }

  @Test
  void a_plan_with_nothing_is_read_as_it_was_written() throws IOException {
    assertRead(new ProbePlan(ProbePlan.VERSION, 60_000, false, null, List.of()));
  }

  @Test
  void a_plan_of_names_is_read_as_it_was_written() throws IOException {
    assertRead(
        ProbePlan.asking(
            new NameQuestions(
                List.of("198.41.0.4"),
                List.of("203.0.113.25", "2001:db8::25"),
                List.of("example.com"),
                List.of("203.0.113.7"),
                List.of("zen.example.org")),
            2_000,
            "-----BEGIN CERTIFICATE-----"));
  }

  @Test
  void a_listeners_plan_is_read_as_it_was_written() throws IOException {
    assertRead(ProbePlan.listening(61_025));
  }

  private void assertRead(ProbePlan plan) throws IOException {
    assertThat(PlanReading.of(json.writeValueAsString(plan))).isEqualTo(plan);
  }
}
