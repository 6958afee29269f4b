package io.esgoperator;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @Test
  void the_help_has_a_line_for_every_mode() {
    Run help = Run.of("--help");
    assertThat(help.exitCode()).isZero();
    assertThat(Program.OPERATOR.modes())
        .filteredOn(mode -> !mode.startsWith("-"))
        .allSatisfy(
            mode ->
                assertThat(help.lines()).anyMatch(line -> line.matches(" {2}" + mode + " +\\w.*")));
  }

  @Test
  void the_help_does_not_list_what_only_the_build_of_the_image_runs() {
    assertThat(Run.of("--help").out()).doesNotContain("warm-up");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "operator",
        "probe",
        "remove-policies",
        "status",
        "check",
        "connectivity",
        "explain",
        "render",
        "diff"
      })
  void every_mode_has_a_help_of_its_own(String mode) {
    Run help = Run.of(mode, "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Usage: esg-operator " + mode + " ");
  }

  @Test
  void the_help_of_the_probe_tells_of_the_probe_from_outside() {
    assertThat(Run.of("probe", "--help").out()).contains("--from-outside");
  }

  @Test
  void the_probe_from_outside_takes_the_words_behind_it() {
    Run run = Run.of("probe", "--from-outside", "absent.yaml", "2001:db8::25");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("absent.yaml").doesNotContain("\n");
  }

  @Test
  void the_probe_from_outside_reads_the_standard_input() {
    Run run = Run.on("kind: Pod", "probe", "--from-outside", "-", "192.0.2.25");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("stdin").doesNotContain("\n");
  }

  @Test
  void a_probe_from_outside_of_nothing_is_told_what_to_write() {
    Run run = Run.of("probe", "--from-outside");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("write probe --from-outside FILE ADDRESS...");
  }

  @Test
  void an_unknown_word_gets_one_sentence() {
    Run run = Run.of("serve", "--now");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            "There is no mode 'serve'. Write one of operator, probe, remove-policies, status, check, connectivity, explain, render, diff, or --help.");
  }

  @Test
  void no_word_at_all_gets_one_sentence() {
    Run run = Run.of();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("The mode is missing. Write one of ").doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "remove-policies"})
  void a_word_too_much_gets_one_sentence_and_starts_nothing(String mode) {
    Run run = Run.of(mode, "now");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("'now' is one word too many: leave it out, or see " + mode + " --help.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --set=ESG_ROUNDS=9 | --set has ESG_ROUNDS, which is no setting: write one of ESG_CANARY_PORT, ESG_CLUSTER_NETWORKS,
          --set=ESG_LEASE    | Value for option option '--set' (ESG_NAME=VALUE) should be in KEY=VALUE format but was ESG_LEASE
          """)
  void a_wrong_setting_gets_one_sentence_and_starts_nothing(String argument, String sentence) {
    Run run = Run.of("operator", argument);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith(sentence).doesNotContain("\n");
  }

  @Test
  void a_probe_without_a_plan_fails_and_says_why() {
    Run run = Run.of("probe");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("ESG_PROBE_PLAN is not set: only the operator starts probes");
  }
}
