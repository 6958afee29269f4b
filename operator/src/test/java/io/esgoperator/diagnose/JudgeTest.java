package io.esgoperator.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.plan.ProbePlans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the evidence of a whole round proves of each path. */
class JudgeTest extends JudgeFixture {
  @Test
  void a_gap_is_unknown_with_its_reason_and_takes_no_other_path_along() {
    FinishedRound round =
        round(
            reported(report("dcc", Finding.Answered), report("pyzor", Finding.Answered)),
            new JobOutcome.NotNeeded(),
            new ProbePlans.Gap("dcc", Reason.NoTarget, "Name one."));
    assertThat(judge("", round, "dcc"))
        .singleElement()
        .matches(judged -> judged.report().isEmpty())
        .extracting(judged -> judged.judgement().orElseThrow())
        .isEqualTo(new Judgement(Verdict.Unknown, null, Reason.NoTarget, "Name one."));
    assertThat(judge("", round, "pyzor"))
        .singleElement()
        .matches(judged -> judged.judgement().orElseThrow().verdict() == Verdict.Open)
        .matches(judged -> judged.report().isPresent());
  }

  @Test
  void a_broken_probe_says_nothing_about_the_paths_that_it_asks() {
    FinishedRound round =
        round(
            reported(report("dcc", Finding.Answered)),
            new JobOutcome.Faulted(Reason.ProbeEvicted, "Evicted."));
    assertThat(judge("", round, "smtp-in").get(0).judgement().orElseThrow().reason())
        .isEqualTo(Reason.ProbeEvicted);
    assertThat(judge("", round, "dcc").get(0).judgement().orElseThrow().verdict())
        .isEqualTo(Verdict.Open);
  }

  /** The rows so far, whether the outbound probe reported, and the families of the new rows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {name: smtp-in, port: 25, family: IPv6, verdict: Open, rounds: o}                | true  | IPv6
          {name: smtp-in, port: 25, verdict: Unknown, rounds: o}                           | true  | IPv4
          {name: smtp-in, port: 2525, family: IPv6, verdict: Open, rounds: o}              | true  | IPv4
          ''                                                                               | true  | IPv4
          ''                                                                               | false | null
          """)
  void a_path_that_is_unknown_keeps_the_families_in_which_it_stood(
      String rows, boolean reports, String family) {
    JobOutcome fault = new JobOutcome.Faulted(Reason.ProbeEvicted, "Evicted.");
    FinishedRound round = round(reports ? reported(report("dcc", Finding.Answered)) : fault, fault);
    assertThat(judge(rows, round, "smtp-in"))
        .extracting(judged -> String.valueOf(judged.family()))
        .containsExactly(family);
  }

  @Test
  void a_family_without_any_way_out_is_judged_by_the_whole_round() {
    FinishedRound round =
        round(
            reported(
                report("dcc", Finding.Answered),
                stranded("dcc"),
                stranded("pyzor"),
                stranded("smtp-out")),
            new JobOutcome.NotNeeded());
    assertThat(
            judge(
                "{name: dcc, port: 6277, family: IPv6, verdict: Blocked, rounds: xxx}",
                round,
                "dcc"))
        .extracting(judged -> judged.judgement().orElseThrow().reason())
        .containsExactly(Reason.Answered, Reason.NoWayOut);
  }

  @Test
  void large_packets_that_are_lost_are_judged_by_the_whole_round() {
    FinishedRound round =
        round(
            reported(
                report("https", Finding.HandshakeStalled),
                report("smtp-out", Finding.HandshakeStalled),
                report("dcc", Finding.Answered)),
            new JobOutcome.NotNeeded());
    assertThat(
            judge(
                "{name: https, port: 443, family: IPv4, verdict: Blocked, rounds: xxx}",
                round,
                "https"))
        .extracting(judged -> judged.judgement().orElseThrow().reason())
        .containsExactly(Reason.LargePacketsLost);
  }

  private static PathReport stranded(String path) {
    return new PathReport(
        path, Family.IPv6, Finding.NoAnswer, path + ".example.net (::)", 12, 1, 2, "");
  }

  @Test
  void a_path_that_the_probe_did_not_ask_says_how_to_have_it_asked() {
    Judged judged = judge("", round(reported(), new JobOutcome.NotNeeded()), "dcc").get(0);
    assertThat(judged.judgement().orElseThrow().reason()).isEqualTo(Reason.NotProbed);
    assertThat(judged.judgement().orElseThrow().message()).endsWith("spec.probe.targets.dcc.");
  }

  @Test
  void one_bad_round_leaves_the_verdict_and_is_a_doubt() {
    Judged judged = outbound("{name: dcc, port: 6277, family: IPv4, verdict: Open, rounds: oo}");
    assertThat(judged.judgement()).isEmpty();
    assertThat(judged.rounds()).isEqualTo("oox");
    assertThat(judged.doubt())
        .isEqualTo(
            "Blocked in the last round, another one follows at once: peer did not answer (1 try).");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''
          {name: dcc, port: 6277, family: IPv4, verdict: Unknown, rounds: ''}
          {name: dcc, port: 6277, family: IPv6, verdict: Open, rounds: oo}
          """)
  void one_bad_round_of_a_path_without_a_verdict_is_unconfirmed(String rows) {
    Judged judged = outbound(rows);
    assertThat(judged.judgement().orElseThrow().verdict()).isEqualTo(Verdict.Unknown);
    assertThat(judged.judgement().orElseThrow().reason()).isEqualTo(Reason.Unconfirmed);
    assertThat(judged.judgement().orElseThrow().message()).isEqualTo(judged.doubt());
  }

  @Test
  void a_second_bad_round_is_a_verdict_without_a_doubt() {
    Judged judged = outbound("{name: dcc, port: 6277, family: IPv4, verdict: Open, rounds: ox}");
    assertThat(judged.judgement().orElseThrow().verdict()).isEqualTo(Verdict.Blocked);
    assertThat(judged.doubt()).isNull();
  }

  @Test
  void a_path_that_comes_and_goes_is_unstable() {
    Judged judged =
        outbound("{name: dcc, port: 6277, family: IPv4, verdict: Blocked, rounds: xxoxo}");
    assertThat(judged.judgement().orElseThrow().verdict()).isEqualTo(Verdict.Unstable);
    assertThat(judged.doubt()).isNull();
  }

  private static Judged outbound(String rows) {
    return judge(
            rows,
            round(reported(report("dcc", Finding.NoAnswer)), new JobOutcome.NotNeeded()),
            "dcc")
        .get(0);
  }
}
