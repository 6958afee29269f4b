package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransitionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # before                                    | now                                         | told
          dns Unknown NotProbedYet                    | dns Open Answered                           |
          dns Open Answered                           | dns Open Answered                           |
          dns Open Answered                           | dns Blocked NoAnswer                        | dns Blocked
          dns Unknown NotProbedYet                    | dns Blocked NoAnswer                        | dns Blocked
          dns Blocked NoAnswer                        | dns Blocked NoAnswer                        |
          dns Blocked NoAnswer                        | dns Refused Refused                         | dns Refused
          dns Blocked NoAnswer                        | dns Open Answered                           | dns Open
          dns Open Answered, dcc Blocked NoAnswer     | dns Open Answered, dcc Open Answered        | dcc Open
          ''                                          | dns Unknown NotProbedYet                    |
          dns Open Answered, dcc Open Answered        | dns Unknown QuotaExceeded, dcc Unknown QuotaExceeded        | dns Unknown
          dns Unknown QuotaExceeded, dcc Unknown QuotaExceeded        | dns Unknown QuotaExceeded, dcc Unknown QuotaExceeded        |
          dns Unknown QuotaExceeded, dcc Open Answered        | dns Unknown ProbeImagePull, dcc Unknown ProbeImagePull        | dns Unknown
          dns Unknown QuotaExceeded                           | dns Open Answered                           |
          """)
  void only_what_changed_is_told(String before, String now, String told) {
    assertThat(Transitions.between(status(before), status(now)))
        .extracting(row -> row.name() + " " + row.verdict())
        .containsExactlyElementsOf(told == null ? List.of() : List.of(told.split(", ")));
  }

  /** History is told newest first. */
  @ParameterizedTest
  @CsvSource({
    "'{verdict: Unknown}, {verdict: Blocked}, {verdict: Open}', 1",
    "'{verdict: Unknown}, {verdict: Open}, {verdict: Blocked}', 0",
    "'{verdict: Unknown}', 0",
  })
  void a_path_that_opens_behind_a_broken_probe_has_recovered_from_its_last_verdict(
      String history, int told) {
    EsgInstanceStatus before =
        Instances.withStatus(
                "paths: [{name: dns, family: IPv4, verdict: Unknown, reason: QuotaExceeded, history: [%s]}]"
                    .formatted(history))
            .getStatus();
    assertThat(Transitions.between(before, status("dns Open Answered"))).hasSize(told);
  }

  private static EsgInstanceStatus status(String rows) {
    return Instances.withStatus(
            Stream.of(rows.split(", "))
                .filter(row -> !row.isEmpty())
                .map(row -> row.split(" "))
                .map(
                    row ->
                        "{name: %s, family: IPv4, verdict: %s, reason: %s}"
                            .formatted(row[0], row[1], row[2]))
                .collect(Collectors.joining(", ", "paths: [", "]")))
        .getStatus();
  }
}
