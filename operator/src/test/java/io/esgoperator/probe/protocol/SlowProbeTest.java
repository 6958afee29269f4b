package io.esgoperator.probe.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import io.esgoperator.probe.SlowProbeException;
import io.esgoperator.probe.trust.Trust;
import io.esgoperator.probe.waiting.WaitingBudget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;

/** A probe that itself takes longer than its peer may, as one with little processor time does. */
@Tag("alone")
class SlowProbeTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final long LONGER_MILLIS = 1_500;

  /** Longer than a peer has to be patient. */
  private static final long FAR_TOO_LONG_MILLIS = 5_500;

  @Test
  void a_tls_peer_that_answers_at_once_is_not_held() throws IOException {
    SelfSigned server = SelfSigned.of("web1.example.test");
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection ->
                LoopbackPeer.say(
                    server.accept(connection, tls -> {}), "HTTP/1.1 200 OK\r\n\r\n"))) {
      assertThat(peer.ask(slowBy(LONGER_MILLIS), "web1.example.test", TIMEOUT))
          .isEqualTo(ProbeResult.answered("HTTP/1.1 200 OK").telling(server.told()));
    }
  }

  @Test
  void a_peer_that_lost_patience_with_it_is_not_blamed() throws IOException {
    try (LoopbackPeer peer = new LoopbackPeer(connection -> {})) {
      ProbeResult result = peer.ask(slowBy(FAR_TOO_LONG_MILLIS), "web1.example.test", TIMEOUT);
      assertThat(result.finding()).isEqualTo(Finding.ProbeFault);
      assertThat(result.evidence())
          .matches(
              "it got so little processor time that its own work took \\d+ s; give it more in spec.probe.pod.resources: .*");
    }
  }

  @Test
  void a_peer_that_refuses_it_in_tls_has_answered_all_the_same() throws IOException {
    SelfSigned server = SelfSigned.of("web1.example.test");
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection -> server.accept(connection, tls -> tls.setNeedClientAuth(true)))) {
      ProbeResult result = peer.ask(slowBy(FAR_TOO_LONG_MILLIS), "web1.example.test", TIMEOUT);
      assertThat(result.finding()).isEqualTo(Finding.Answered);
      assertThat(result.evidence()).endsWith("it asks for a client certificate");
    }
  }

  private static Prober slowBy(long millis) {
    return new HttpsProber(
        () -> {
          sleep(millis);
          return Trust.blind();
        },
        Inspection.off());
  }

  @Test
  void a_datagram_that_came_meanwhile_is_heard() throws IOException {
    try (LoopbackDns server = LoopbackDns.start((query, transport) -> query.toWire());
        DatagramExchange exchange =
            new DatagramExchange(
                new ProbeTarget("127.0.0.1", InetAddress.getLoopbackAddress(), server.port()),
                WaitingBudget.of(TIMEOUT))) {
      byte[] answer =
          exchange.ask(
              transmission -> {
                sleep(LONGER_MILLIS);
                return new Message().toWire();
              },
              Function.identity(),
              received -> true,
              400,
              400);
      assertThat(answer).isNotEmpty();
    }
  }

  @Test
  void what_was_waited_for_is_spent() throws IOException {
    WaitingBudget budget = WaitingBudget.of(Duration.ofMillis(50));
    budget.spend(SlowProbeTest::waitAll);
    assertThatThrownBy(() -> budget.spend(SlowProbeTest::waitAll))
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void a_peer_far_away_gets_time_for_the_round_trips_that_follow() throws IOException {
    WaitingBudget budget = WaitingBudget.of(Duration.ofSeconds(2));
    budget.connected(Duration.ofSeconds(1).toNanos());
    assertThat(budget.<Integer>spend(millis -> millis)).isBetween(9_000, 10_000);
  }

  @Test
  void work_without_end_is_given_up_and_is_the_probes_own_fault() throws IOException {
    WaitingBudget budget = WaitingBudget.of(Duration.ofMinutes(1), Duration.ofMillis(50));
    budget.spend(millis -> millis);
    sleep(60);
    assertThatThrownBy(() -> budget.spend(millis -> millis)).isInstanceOf(SlowProbeException.class);
  }

  private static int waitAll(int millis) {
    sleep(millis);
    return millis;
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }
}
