package io.esgoperator.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Trait;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A firewall that takes some connections a minute from one address, and drops or resets others. */
class CountedConnectionsTest extends PathProbeFixture {
  @Test
  void where_connections_are_limited_the_peer_comes_before_an_unused_address() {
    AtomicInteger connections = new AtomicInteger();
    PathReport report =
        judge(
            inspected(List.of(), List.of(UNUSED), List.of()),
            (target, timeout) ->
                connections.incrementAndGet() == 1
                    ? ProbeResult.answered("pong")
                    : silent(target, timeout));
    assertThat(report.finding()).isEqualTo(Finding.Answered);
    assertThat(asked).extracting(ProbeTarget::host).containsExactly(FIRST.host(), UNUSED.host());
  }

  /** Two that were asked at the same time would leave it to chance which of them is answered. */
  @Test
  void where_connections_are_limited_an_unrelated_peer_comes_after_the_first_one() {
    AtomicInteger connections = new AtomicInteger();
    PathReport report =
        judge(
            inspected(List.of(Trait.Unrelated), List.of(UNUSED), List.of()),
            (target, timeout) ->
                connections.incrementAndGet() == 1
                    ? ProbeResult.answered("pong")
                    : silent(target, timeout));
    assertThat(report.finding()).isEqualTo(Finding.Answered);
    assertThat(report.evidence()).isEqualTo("pong; 192.0.2.2 did not, so it may be down");
    assertThat(asked)
        .extracting(ProbeTarget::host)
        .containsExactly(FIRST.host(), SECOND.host(), UNUSED.host());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void what_was_answered_once_is_open_however_few_connections_are_taken(int taken) {
    AtomicInteger connections = new AtomicInteger();
    Prober limited =
        (target, timeout) -> {
          if (connections.incrementAndGet() > taken) {
            throw new ConnectException("Connection refused");
          }
          return ProbeResult.answered("220 " + target.host());
        };
    assertThat(
            judge(inspected(List.of(Trait.Unrelated), List.of(UNUSED), List.of()), limited)
                .finding())
        .isIn(Finding.Answered, Finding.AnswersForOthers);
    assertThat(connections).hasValue(3);
  }

  @Test
  void a_closed_path_takes_three_connections_and_the_look_at_an_unused_address() {
    judge(
        inspected(List.of(Trait.Unrelated), List.of(UNUSED), List.of()), PathProbeFixture::silent);
    assertThat(asked)
        .extracting(ProbeTarget::host)
        .containsExactlyInAnyOrder(FIRST.host(), FIRST.host(), SECOND.host(), UNUSED.host());
  }
}
