package io.esgoperator.probe.protocol;

import static io.esgoperator.probe.protocol.LoopbackPeer.hear;
import static io.esgoperator.probe.protocol.LoopbackPeer.say;
import static io.esgoperator.probe.protocol.SmtpInspectionTest.OFFERED;
import static io.esgoperator.probe.protocol.SmtpInspectionTest.prober;
import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Trait;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A server that ends the dialogue, or falls silent in it: what it said before has been an answer.
 */
class SmtpBrokenOffTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Test
  void a_server_that_hangs_up_on_the_farewell_has_answered_before() throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection -> {
              say(connection, "554 not you\r\n");
              // The reset would overtake what was said, before it is read.
              connection.getInputStream().read();
              connection.setSoLinger(true, 0);
            })) {
      assertThat(peer.ask(prober(null), "mx.example.test", TIMEOUT).evidence())
          .isEqualTo("554 not you");
    }
  }

  @Test
  void a_server_that_hangs_up_on_ehlo_has_answered_before() throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection -> {
              say(connection, "220 mx.example.test ESMTP\r\n");
              hear(connection);
            })) {
      ProbeResult result = peer.ask(prober(null, Trait.StartTls), "mx.example.test", TIMEOUT);
      assertThat(result.finding()).isEqualTo(Finding.Declined);
      assertThat(result.evidence())
          .isEqualTo("220 mx.example.test ESMTP; the connection ended at EHLO");
    }
  }

  @Test
  void a_server_that_hangs_up_on_starttls_has_answered_before() throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection -> {
              say(connection, "220 mx.example.test ESMTP\r\n");
              hear(connection);
              say(connection, OFFERED);
              hear(connection);
            })) {
      assertThat(peer.ask(prober(null), "mx.example.test", TIMEOUT))
          .matches(ProbeResult::answered)
          .extracting(ProbeResult::evidence)
          .isEqualTo(
              "220 mx.example.test ESMTP; TLS after STARTTLS failed: the peer closed the connection");
    }
  }

  /** Of a path that loses large packets, all small ones arrive: so far the greeting is told. */
  @Test
  void tls_that_stalls_after_starttls_tells_of_the_greeting_before() throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection -> {
              say(connection, "220-mx.example.test\r\n220 ESMTP\r\n");
              hear(connection);
              say(connection, OFFERED);
              hear(connection);
              say(connection, "220 go ahead\r\n");
              connection.getInputStream().readAllBytes();
            })) {
      assertThat(peer.ask(prober(null), "mx.example.test", Duration.ofMillis(600)))
          .isEqualTo(
              new ProbeResult(
                  Finding.HandshakeStalled,
                  "connected, greeted with 220-mx.example.test, TLS began, then silence"));
    }
  }

  @Test
  void silence_after_the_greeting_tells_of_it() throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection -> {
              say(connection, "220 mx.example.test ESMTP\r\n");
              connection.getInputStream().readAllBytes();
            })) {
      assertThat(peer.ask(prober(null), "mx.example.test", Duration.ofMillis(600)))
          .isEqualTo(
              new ProbeResult(
                  Finding.Held,
                  "connected, greeted with 220 mx.example.test ESMTP, got 27 bytes, then no complete answer in time"));
    }
  }
}
