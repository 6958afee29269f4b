package io.esgoperator.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EndsTest extends JudgeFixture {
  private static final DeclaredPath DCC = PATHS.get("dcc");
  private static final DeclaredPath SMTP_IN = PATHS.get("smtp-in");

  @Test
  void one_end_reads_as_ever() {
    PathReport report = end("dcc1", Finding.NoAnswer);
    assertThat(Ends.of(DCC, List.of(report)))
        .isEqualTo(new Ends(report, Diagnosis.of(DCC, report), List.of()));
  }

  @Test
  void a_path_is_open_when_all_of_its_ends_are() {
    Ends ends = Ends.of(DCC, List.of(end("dcc1", Finding.Answered), end("dcc2", Finding.Answered)));
    assertThat(ends.judgement().verdict()).isEqualTo(Verdict.Open);
    assertThat(ends.judgement().message())
        .isEqualTo("dcc1 (192.0.2.1) answered: evidence. All 2 ends answered.");
  }

  @Test
  void an_end_that_does_not_answer_where_another_does_is_named_with_what_to_do() {
    Ends ends =
        Ends.of(
            DCC,
            List.of(
                end("dcc1", Finding.Answered),
                end("dcc2", Finding.NoAnswer),
                end("dcc3", Finding.Refused)));
    assertThat(ends.telling().host()).isEqualTo("dcc2");
    assertThat(ends.judgement().text())
        .isEqualTo(
            "dcc2 (192.0.2.1) did not answer (3 tries). 1 of 3 ends answered (dcc1), and not dcc2, dcc3."
                + " Let the firewall pass UDP 6277 from the gateway over IPv4 to dcc1.esvacloud.com, dcc2.esvacloud.com;"
                + " where it does, look whether they are up.");
    assertThat(ends.judgement().advice().atTheFirewall()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"NoAnswer", "Refused", "Prohibited", "Held", "HandshakeStalled", "ClosedEarly"})
  void where_another_end_answers_no_second_server_is_asked_for(Finding finding) {
    Ends ends = Ends.of(DCC, List.of(end("dcc1", Finding.Answered), end("dcc2", finding)));
    assertThat(ends.judgement().text())
        .contains(
            "to dcc1.esvacloud.com, dcc2.esvacloud.com; where it does, look whether they are up.")
        .doesNotContain("second server");
  }

  @ParameterizedTest
  @CsvSource({
    "Answered, NoAnswer, Partial, NoAnswer",
    "Answered, Refused, Partial, Refused",
    "Answered, Prohibited, Partial, Prohibited",
    "Answered, ClosedEarly, Partial, ClosedEarly",
    "Answered, ForeignAnswer, Unknown, ForeignAnswer",
    "Answered, Held, Unknown, Held",
    "Answered, HandshakeStalled, Unknown, HandshakeStalled",
    "Answered, ProbeFault, Unknown, ProbeFault",
    "NoAnswer, NoAnswer, Blocked, NoAnswer",
    "NoAnswer, Refused, Refused, Refused",
    "Held, Held, Tampered, Held",
    "Held, NoAnswer, Unknown, Held",
    "ForeignAnswer, NoAnswer, Unknown, ForeignAnswer",
    "ForeignAnswer, ForeignAnswer, Tampered, ForeignAnswer",
    "ProbeFault, ProbeFault, Unknown, ProbeFault"
  })
  void two_ends_make_one_verdict(Finding one, Finding other, Verdict verdict, Reason reason) {
    assertThat(
            List.of(
                Ends.of(DCC, List.of(end("dcc1", one), end("dcc2", other))),
                Ends.of(DCC, List.of(end("dcc2", other), end("dcc1", one)))))
        .extracting(ends -> ends.judgement().verdict(), ends -> ends.judgement().reason())
        .containsOnly(tuple(verdict, reason));
  }

  @Test
  void a_bad_end_counts_before_one_that_is_not_known() {
    Ends ends =
        Ends.of(
            DCC,
            List.of(
                end("dcc1", Finding.ProbeFault),
                end("dcc2", Finding.Answered),
                end("dcc3", Finding.NoAnswer)));
    assertThat(ends.judgement().verdict()).isEqualTo(Verdict.Partial);
    assertThat(ends.telling().host()).isEqualTo("dcc3");
  }

  @Test
  void an_end_with_a_foreign_answer_keeps_its_own_advice() {
    PathReport foreign = end("dcc2", Finding.ForeignAnswer);
    Ends ends = Ends.of(DCC, List.of(end("dcc1", Finding.Answered), foreign));
    assertThat(ends.judgement().advice()).isEqualTo(Diagnosis.of(DCC, foreign).advice());
  }

  @Test
  void the_advice_names_the_port_at_which_a_server_behind_a_service_was_asked() {
    PathReport report =
        new PathReport(
            "dcc", Family.IPv4, Finding.NoAnswer, "dcc1 (192.0.2.1) port 7277", 12, 3, 1, "");
    assertThat(Diagnosis.of(DCC, report).text()).contains("UDP 7277 from the gateway");
  }

  @Test
  void an_end_that_is_named_keeps_its_remark() {
    assertThat(
            Ends.of(
                    SMTP_IN,
                    List.of(
                        end("gateway-a", Finding.Answered), end("gateway-b", Finding.ClosedEarly)))
                .judgement()
                .message())
        .contains("1 of 2 ends answered (gateway-a), and not gateway-b.", "a PROXY header");
  }

  @Test
  void a_gateway_pod_that_does_not_listen_is_no_matter_of_a_firewall() {
    PathReport silent = end("gateway-b", Finding.Refused);
    Ends ends = Ends.of(SMTP_IN, List.of(end("gateway-a", Finding.Answered), silent));
    assertThat(ends.judgement().verdict()).isEqualTo(Verdict.Partial);
    assertThat(ends.judgement().culprit()).isEqualTo(Diagnosis.of(SMTP_IN, silent).culprit());
    assertThat(ends.judgement().advice()).isEqualTo(Diagnosis.of(SMTP_IN, silent).advice());
  }

  @Test
  void servers_that_fail_together_were_asked_together() {
    Ends ends = Ends.of(DCC, List.of(end("dcc1", Finding.NoAnswer), end("dcc2", Finding.NoAnswer)));
    assertThat(ends.telling())
        .isEqualTo(
            new PathReport(
                "dcc", Family.IPv4, Finding.NoAnswer, "dcc1 (192.0.2.1)", 12, 6, 2, "evidence"));
    assertThat(ends.judgement()).isEqualTo(Diagnosis.of(DCC, ends.telling()));
  }

  @Test
  void the_judge_takes_the_ends_of_each_family_together() {
    List<Judged> judged =
        judge(
            "{name: dcc, port: 6277, family: IPv4, verdict: Open, rounds: ox}",
            round(
                reported(
                    end("dcc1", Finding.Answered),
                    end("dcc2", Finding.NoAnswer),
                    of(Family.IPv6, "dcc1", Finding.Answered),
                    of(Family.IPv6, "dcc2", Finding.Answered)),
                reported()),
            "dcc");
    assertThat(judged)
        .extracting(Judged::family, one -> one.judgement().orElseThrow().verdict())
        .containsExactly(tuple(Family.IPv4, Verdict.Partial), tuple(Family.IPv6, Verdict.Open));
    assertThat(judged.get(0).report().orElseThrow().host()).isEqualTo("dcc2");
  }

  private static PathReport end(String host, Finding finding) {
    return of(Family.IPv4, host, finding);
  }

  private static PathReport of(Family family, String host, Finding finding) {
    return new PathReport("dcc", family, finding, host + " (192.0.2.1)", 12, 3, 1, "evidence");
  }
}
