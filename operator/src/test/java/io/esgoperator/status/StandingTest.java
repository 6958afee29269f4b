package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.StatusDocument.LastProbe;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the answer at a glance says beside the paths. */
class StandingTest {
  private static final LastProbe LAST =
      Instances.withStatus("lastProbe: {job: job, time: '2026-01-01T12:00:00Z'}")
          .getStatus()
          .lastProbe();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          True    | Probed at 2026-01-01T12:00:00Z. Policies are enforced.
          False   | Probed at 2026-01-01T12:00:00Z. Policies are not enforced: Because.
          Unknown | Probed at 2026-01-01T12:00:00Z. It is not known whether policies are enforced: Because.
          """)
  void the_last_line_says_when_was_probed_and_whether_policies_hold(String status, String line) {
    assertThat(standing(0, "PolicyEnforced " + status + " Any").lines()).containsExactly(line);
  }

  @Test
  void before_the_first_round_nothing_is_said_of_one() {
    assertThat(new Standing(null, List.of(), 0, List.of()).lines()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 1 opening", "2, 2 openings"})
  void openings_that_nothing_declares_are_counted(int openings, String count) {
    assertThat(standing(openings).lines())
        .first()
        .isEqualTo("Open beside what is declared: " + count + ", see details.undeclaredOpenings.");
  }

  @Test
  void what_is_not_as_it_should_be_is_said_and_what_paths_say_is_not_said_twice() {
    assertThat(
            standing(
                    0,
                    "Ready False PathsClosed",
                    "PathsOpen False PathsClosed",
                    "PeersResolved False NotResolved",
                    "SourceAddressKept Unknown NotShown",
                    "OperatorInstalled False CrdOutdated")
                .lines())
        .containsExactly(
            "PeersResolved: Because.",
            "OperatorInstalled: Because.",
            "Probed at 2026-01-01T12:00:00Z.");
  }

  @ParameterizedTest
  @CsvSource({"True, Applied, 0", "False, PolicyRejected, 1", "False, AuditOnly, 0"})
  void a_policy_that_does_not_stand_comes_first(String status, String reason, int lines) {
    assertThat(standing(0, "PolicyApplied " + status + " " + reason).first())
        .hasSize(lines)
        .allMatch("PolicyApplied: Because."::equals);
  }

  private static Standing standing(int openings, String... conditions) {
    return new Standing(
        LAST, Stream.of(conditions).map(StandingTest::condition).toList(), openings, List.of());
  }

  private static Condition condition(String text) {
    String[] words = text.split(" ");
    return new ConditionBuilder()
        .withType(words[0])
        .withStatus(words[1])
        .withReason(words[2])
        .withMessage("Because.")
        .build();
  }
}
