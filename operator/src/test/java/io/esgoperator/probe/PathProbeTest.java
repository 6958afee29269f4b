package io.esgoperator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.catalog.Application;
import io.esgoperator.catalog.Family;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathProbeTest extends PathProbeFixture {
  private static final ProbePlan.PlannedPath CLOSED =
      new ProbePlan.PlannedPath(
          "*canary", Application.Http, 8080, true, Inspection.off(), List.of());

  @Test
  void an_answer_at_the_first_try_asks_no_other_peer() {
    PathReport report = judge((target, timeout) -> ProbeResult.answered("pong"));
    assertThat(report.finding()).isEqualTo(Finding.Answered);
    assertThat(asked).containsExactly(FIRST);
  }

  @Test
  void silence_is_told_only_after_two_tries_and_a_second_peer() {
    PathReport report = judge(PathProbeFixture::silent);
    assertThat(report.finding()).isEqualTo(Finding.NoAnswer);
    assertThat(report.tries()).isEqualTo(3);
    assertThat(asked).containsExactlyInAnyOrder(FIRST, FIRST, SECOND);
  }

  @Test
  void a_lost_packet_is_forgiven() {
    assertThat(
            judge(
                    (target, timeout) ->
                        asked.size() == 1 ? silent(target, timeout) : ProbeResult.answered("pong"))
                .finding())
        .isEqualTo(Finding.Answered);
  }

  @Test
  void a_server_that_is_down_is_no_closed_path_while_another_answers() {
    PathReport report =
        judge(
            (target, timeout) ->
                target.equals(FIRST) ? silent(target, timeout) : ProbeResult.answered("pong"));
    assertThat(report.finding()).isEqualTo(Finding.Answered);
    assertThat(report.target()).isEqualTo("192.0.2.2");
    assertThat(report.evidence()).isEqualTo("pong; 192.0.2.1 did not, so it may be down");
  }

  @Test
  void a_closed_port_is_tried_once_when_it_is_closed() {
    assertThat(untilClosed(PathProbeFixture::silent).tries()).isEqualTo(1);
    assertThat(asked).containsExactly(FIRST);
  }

  @Test
  void a_closed_port_may_be_open_until_the_policy_has_settled() {
    PathReport report =
        untilClosed(
            (target, timeout) ->
                asked.size() < 4 ? ProbeResult.answered("200") : silent(target, timeout));
    assertThat(report.finding()).isEqualTo(Finding.NoAnswer);
    assertThat(report.tries()).isEqualTo(4);
  }

  @Test
  void a_closed_port_that_stays_open_is_told() {
    PathReport report = untilClosed((target, timeout) -> ProbeResult.answered("200"));
    assertThat(report.finding()).isEqualTo(Finding.Answered);
    assertThat(report.tries()).isEqualTo(20);
  }

  @Test
  void a_peer_that_took_the_connection_may_greet_late() {
    PathReport report =
        judge(
            (target, timeout) ->
                timeout.toMillis() > 300
                    ? ProbeResult.answered("220 at last")
                    : new ProbeResult(Finding.Held, "connected, then silence"));
    assertThat(report.finding()).isEqualTo(Finding.Answered);
  }

  @Test
  void the_more_telling_finding_is_reported() {
    assertThat(
            judge(
                    (target, timeout) -> {
                      if (target.equals(FIRST)) {
                        throw new SocketTimeoutException("no answer");
                      }
                      throw new ConnectException("Connection refused");
                    })
                .finding())
        .isEqualTo(Finding.Refused);
  }

  @Test
  void a_defect_of_the_prober_is_no_verdict_on_the_path() {
    assertThat(
            judge(
                    (target, timeout) -> {
                      throw new IllegalStateException("defect");
                    })
                .finding())
        .isEqualTo(Finding.ProbeFault);
  }

  private PathReport untilClosed(Prober prober) {
    return probe(prober).untilClosed(CLOSED, Family.IPv4, FIRST);
  }
}
