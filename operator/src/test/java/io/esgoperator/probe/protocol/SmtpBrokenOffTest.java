package io.esgoperator.probe.protocol;

import static io.esgoperator.probe.protocol.LoopbackPeer.hear;
import static io.esgoperator.probe.protocol.LoopbackPeer.say;
import static io.esgoperator.probe.protocol.SmtpInspectionTest.OFFERED;
import static io.esgoperator.probe.protocol.SmtpInspectionTest.goingAhead;
import static io.esgoperator.probe.protocol.SmtpInspectionTest.prober;
import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Trait;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A server that ends the dialogue, or falls silent in it: what it said before has been an answer.
 */
class SmtpBrokenOffTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** For a peer that falls silent. */
  private static final Duration IMPATIENT = Duration.ofMillis(600);

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

  /** As a filter does that reads what follows STARTTLS. */
  @ParameterizedTest
  @CsvSource({"StartTls, StartTlsCut", "Unrelated, Answered"})
  void a_reset_when_tls_begins_tells_of_the_greeting_before(Trait known, Finding finding)
      throws IOException {
    ProbeResult result =
        goingAhead(
            connection -> {
              connection.getInputStream().read();
              connection.setSoLinger(true, 0);
            },
            known);
    assertThat(result.finding()).isEqualTo(finding);
    assertThat(result.evidence())
        .startsWith("220 mx.example.test ESMTP; TLS after STARTTLS failed: ");
  }

  /** Some servers keep a client waiting line by line, to see whether it is patient. */
  @Test
  void a_greeting_that_does_not_end_has_begun() throws IOException {
    ProbeResult result =
        silentAfter("220-mx.example.test\r\n220-plea", Trait.StartTls, Trait.Unrelated);
    assertThat(result.finding()).isEqualTo(Finding.Answered);
    assertThat(result.evidence())
        .startsWith("220-mx.example.test; its greeting has no end: connected, greeted with");
  }

  @Test
  void letters_that_make_no_line_yet_are_no_silence() throws IOException {
    assertThat(silentAfter("220 m").finding()).isEqualTo(Finding.HeldMidWord);
  }

  @Test
  void a_mask_before_the_silence_is_told_first() throws IOException {
    assertThat(silentAfter("220 ******\r\n").finding()).isEqualTo(Finding.BannerMasked);
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
      assertThat(peer.ask(prober(null), "mx.example.test", IMPATIENT))
          .isEqualTo(
              new ProbeResult(
                  Finding.HandshakeUnfinished,
                  "connected, greeted with 220-mx.example.test, TLS began, then silence"));
    }
  }

  @Test
  void silence_after_the_greeting_tells_of_it() throws IOException {
    assertThat(silentAfter("220 mx.example.test ESMTP\r\n"))
        .isEqualTo(
            new ProbeResult(
                Finding.FellSilent,
                "connected, greeted with 220 mx.example.test ESMTP, got 27 bytes, then no complete answer in time"));
  }

  private static ProbeResult silentAfter(String said, Trait... known) throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection -> {
              say(connection, said);
              connection.getInputStream().readAllBytes();
            })) {
      return peer.ask(prober(null, known), "mx.example.test", IMPATIENT);
    }
  }
}
