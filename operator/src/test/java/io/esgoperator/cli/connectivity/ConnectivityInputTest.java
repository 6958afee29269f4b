package io.esgoperator.cli.connectivity;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command cannot answer, in one sentence. */
class ConnectivityInputTest extends ConnectivityFixture {
  @Test
  void without_a_workload_there_is_nothing_to_answer() {
    Run run = Run.on(NAMESPACE + CLOSED, "connectivity", "-");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            "stdin: holds no workload, so there is nothing to answer: add the pods, or what makes them.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          -                      | stdin:1: has no apiVersion
          - --from a             | --from: 'a' is no workload: write NAMESPACE/NAME, NAMESPACE/ for all of a namespace, or outside.
          - --from /a            | --from: '/a' is no workload: write NAMESPACE/NAME, NAMESPACE/ for all of a namespace, or outside.
          - --to a/b/c           | --to: 'a/b/c' is no workload: write NAMESPACE/NAME, NAMESPACE/ for all of a namespace, or outside.
          - --port 25            | '25' is no port: write tcp, udp or sctp, a slash and a number from 1 to 65535, such as tcp/25.
          - --port tcp/65536     | 'tcp/65536' is no port: write tcp, udp or sctp, a slash and a number from 1 to 65535, such as tcp/25.
          - --port icmp/1        | 'icmp/1' is no port: write tcp, udp or sctp, a slash and a number from 1 to 65535, such as tcp/25.
          --live x.yaml          | esg-operator: there must be either files or --live: write connectivity FILE... or connectivity --live.
          no-such.yaml           | no-such.yaml: does not exist: name a file, a folder, or - .
          - --format pdf         | Invalid value for option '--format'
          """)
  void bad_input_ends_with_one_sentence(String words, String sentence) {
    List<String> all = new ArrayList<>(List.of("connectivity"));
    all.addAll(List.of(words.split(" ")));
    Run run = Run.on("kind: Pod\n", all.toArray(String[]::new));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains(sentence);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void from_outside_to_outside_there_is_nothing_to_answer() {
    Run run =
        Run.on(
            pod("one", "10.0.0.1", "{app: one}", ""),
            "connectivity",
            "-",
            "--from",
            "outside",
            "--to",
            "outside");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "--to: is outside, as --from is: write NAMESPACE/NAME or NAMESPACE/ for one of both.");
  }

  @Test
  void a_workload_that_is_not_there_is_told() {
    Run run =
        Run.on(pod("one", "10.0.0.1", "{app: one}", ""), "connectivity", "-", "--from", "a/b");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "--from: no workload is a/b: write NAMESPACE/NAME of one, NAMESPACE/ for all of a namespace, or outside.");
  }
}
