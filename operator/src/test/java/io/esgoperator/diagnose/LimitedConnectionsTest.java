package io.esgoperator.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections to TCP 25 of which a firewall or a server takes some a minute from one address. */
class LimitedConnectionsTest extends JudgeFixture {
  private static final String WORKED =
      "{name: smtp-out, direction: Outbound, port: 25, family: IPv4, verdict: Open, ";

  private static final String DOUBTED = "rounds: ox, doubt: Blocked in the last round}";

  @ParameterizedTest
  @EnumSource(names = {"NoAnswer", "Refused", "ClosedEarly"})
  void a_second_round_within_a_minute_decides_nothing_where_mail_alone_fails(Finding finding) {
    Judged judged = again(59, report("smtp-out", finding), report("https", Finding.Answered));
    assertThat(judged.judgement()).isEmpty();
    assertThat(judged.doubt())
        .contains(
            "in the last round, another one follows within a minute, since the number of connections may be limited: ");
  }

  @ParameterizedTest
  @CsvSource({"smtp-out, 587, true", "smtp-out, 465, true", "other, 25, true", "other, 587, false"})
  void a_relay_limits_connections_at_its_port_too(String path, int port, boolean may) {
    assertThat(
            LimitedConnections.mayExplain(
                status(
                        "paths: [{name: %s, direction: Outbound, port: %d, family: IPv4, verdict: Open}]"
                            .formatted(path, port))
                    .paths()
                    .get(0)))
        .isEqualTo(may);
  }

  @Test
  void a_minute_later_it_does() {
    Judged judged =
        again(60, report("smtp-out", Finding.NoAnswer), report("https", Finding.Answered));
    assertThat(judged.judgement().orElseThrow().verdict()).isEqualTo(Verdict.Blocked);
    assertThat(judged.doubt()).isNull();
  }

  @Test
  void an_answer_clears_the_doubt_at_any_time() {
    assertThat(again(1, report("smtp-out", Finding.Answered)).judgement().orElseThrow().verdict())
        .isEqualTo(Verdict.Open);
  }

  /** A limit drops connections, and changes nothing on those that it takes. */
  @ParameterizedTest
  @CsvSource({"BannerMasked, Tampered", "ForeignAnswer, Tampered", "Prohibited, Refused"})
  void what_no_limit_does_is_decided_at_once(Finding finding, Verdict verdict) {
    assertThat(again(1, report("smtp-out", finding)).judgement().orElseThrow().verdict())
        .isEqualTo(verdict);
  }

  @Test
  void where_other_paths_fail_too_no_limit_on_mail_explains_it() {
    assertThat(
            again(1, report("smtp-out", Finding.NoAnswer), report("https", Finding.NoAnswer))
                .judgement()
                .orElseThrow()
                .verdict())
        .isEqualTo(Verdict.Blocked);
  }

  @Test
  void what_fails_over_the_other_family_explains_nothing() {
    PathReport other =
        new PathReport("https", Family.IPv6, Finding.NoAnswer, "peer", 12, 1, 2, "evidence");
    assertThat(again(59, report("smtp-out", Finding.NoAnswer), other).judgement()).isEmpty();
  }

  @Test
  void a_path_that_never_worked_is_not_waited_for() {
    Judged judged =
        after(
            1,
            WORKED.replace("Open", "Unknown") + DOUBTED.replace("ox", "x"),
            report("smtp-out", Finding.NoAnswer));
    assertThat(judged.judgement().orElseThrow().reason()).isEqualTo(Reason.NoAnswer);
  }

  private static Judged again(int seconds, PathReport... reports) {
    return after(seconds, WORKED + DOUBTED, reports);
  }

  /** So long after the round that left the row. */
  private static Judged after(int seconds, String row, PathReport... reports) {
    return new Judge(
            status(
                "lastProbe: {time: '%s'}\npaths: [%s]"
                    .formatted(Instant.EPOCH.minusSeconds(seconds), row)),
            Optional.empty(),
            List.copyOf(PATHS.values()))
        .judge(PATHS.get("smtp-out"), round(reported(reports), new JobOutcome.NotNeeded()))
        .toList()
        .get(0);
  }
}
