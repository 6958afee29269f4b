package io.esgoperator.operator.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesProbeTest extends CycleFixture {
  private static final String NAMES = "domains: [example.com]\negress: {expected: [203.0.113.25]}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -                                                                            | true
          asked: '2026-01-01T00:00:00Z', generation: 1, answers: [{about: PTR, subject: 203.0.113.25, state: Confirmed}]      | false
          asked: '2025-12-31T23:00:00Z', generation: 1, answers: [{about: PTR, subject: 203.0.113.25, state: Confirmed}]      | true
          asked: '2025-12-31T23:00:01Z', generation: 1, answers: [{about: PTR, subject: 203.0.113.25, state: Confirmed}]      | false
          asked: '2026-01-01T00:00:00Z', generation: 2, answers: [{about: PTR, subject: 203.0.113.25, state: Confirmed}]      | true
          asked: '2025-12-31T23:50:00Z', generation: 1, answers: [{about: PTR, subject: 203.0.113.26, state: Confirmed}]      | true
          asked: '2025-12-31T23:50:01Z', generation: 1, answers: [{about: PTR, subject: 203.0.113.26, state: Confirmed}]      | false
          asked: '2025-12-31T23:50:00Z', generation: 1, problem: the quota is full     | true
          asked: '2026-01-01T01:00:01Z', generation: 1, answers: [{about: PTR, subject: 203.0.113.25, state: Confirmed}]      | true
          """)
  void names_are_asked_hourly_and_sooner_for_another_spec_or_address_or_after_a_fault(
      String names, boolean asked) {
    instance = asking(names == null ? "" : "\nnames: {" + names + "}");
    pass();
    assertThat(informed.hear().stream().anyMatch(job -> job.endsWith("-nam"))).isEqualTo(asked);
  }

  @Test
  void a_spec_without_domains_and_lists_has_nothing_asked() {
    instance = controlled("Open", CANARY);
    pass();
    assertThat(informed.hear()).isEmpty();
  }

  @Test
  void a_pass_looks_when_it_makes_the_job_and_at_its_end() {
    instance = asking("");
    assertThat(pass()).containsExactly(LOOK[0], LOOK[1], ASK, MAKE);
    informed.hear();
    assertThat(requestsOf(20, SECOND)).isEmpty();
    informed.ends("-nam");
    assertThat(pass()).containsExactly(LOOK);
  }

  private static EsgInstance asking(String more) {
    return controlled(Instances.withSpec(NAMES).getSpec(), "Open", CANARY + more);
  }
}
