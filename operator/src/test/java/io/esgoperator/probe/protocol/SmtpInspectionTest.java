package io.esgoperator.probe.protocol;

import static io.esgoperator.probe.protocol.LoopbackPeer.hear;
import static io.esgoperator.probe.protocol.LoopbackPeer.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.identity.Told;
import io.esgoperator.model.Application;
import io.esgoperator.model.Trait;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.Prober;
import io.esgoperator.probe.trust.Trust;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The SMTP prober against mail servers with a STARTTLS that something on the path changed. */
class SmtpInspectionTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final SelfSigned SERVER = SelfSigned.of("mx.example.test");
  static final String OFFERED = "250-mx.example.test\r\n250 STARTTLS\r\n";
  private static final String STRIPPED = "250-mx.example.test\r\n250 SIZE\r\n";

  private final List<String> commands = Collections.synchronizedList(new ArrayList<>());

  @Test
  void starttls_that_is_not_offered_is_asked_for_where_the_peer_is_known_to_have_it()
      throws IOException {
    ProbeResult result = ask(STRIPPED, "502 unknown command", null, Trait.StartTls);
    assertThat(result.finding()).isEqualTo(Finding.StartTlsStripped);
    assertThat(result.evidence()).startsWith("STARTTLS was answered with 502 unknown command");
    assertThat(commands).containsExactly("EHLO esg-operator-probe.invalid", "STARTTLS", "QUIT");
  }

  @Test
  void starttls_that_is_not_offered_is_not_asked_for_otherwise() throws IOException {
    assertThat(
            ask(STRIPPED, "502 unknown command", null, Trait.TrustedCertificate, Trait.Unrelated)
                .finding())
        .isEqualTo(Finding.Answered);
    assertThat(commands).containsExactly("EHLO esg-operator-probe.invalid", "QUIT");
  }

  @Test
  void starttls_that_works_though_it_is_not_offered_was_stripped_all_the_same() throws IOException {
    ProbeResult result = ask(STRIPPED, "220 go ahead", null, Trait.StartTls);
    assertThat(result.finding()).isEqualTo(Finding.StartTlsStripped);
    assertThat(result.evidence()).startsWith("STARTTLS was answered with 220 go ahead");
  }

  @Test
  void a_certificate_of_an_unknown_authority_after_starttls_is_foreign() throws IOException {
    ProbeResult result =
        ask(OFFERED, "220 go ahead", null, Trait.StartTls, Trait.TrustedCertificate);
    assertThat(result.finding()).isEqualTo(Finding.ForeignCertificate);
    assertThat(result.evidence()).contains("issued by CN=mx.example.test");
  }

  @Test
  void where_no_trust_is_expected_a_private_authority_after_starttls_is_a_remark_and_the_mark()
      throws IOException {
    assertThat(ask(OFFERED, "220 go ahead", null, Trait.StartTls, Trait.Unrelated))
        .satisfies(
            result -> {
              assertThat(result.finding()).isEqualTo(Finding.Answered);
              assertThat(result.evidence())
                  .isEqualTo(
                      "220 mx.example.test ESMTP; issued by CN=mx.example.test, which is not trusted:"
                          + " if it is yours, add it to trustedCertificates; if not, something decrypts");
              assertThat(result.mark().text()).startsWith("issued by CN=mx.example.test, key ");
              assertThat(result.mark().shared()).isEqualTo(Finding.ForeignCertificate);
            });
  }

  @Test
  void a_certificate_that_the_user_trusts_is_not() throws IOException {
    assertThat(ask(OFFERED, "220 go ahead", SERVER.pem(), Trait.StartTls, Trait.TrustedCertificate))
        .isEqualTo(
            ProbeResult.answered("220 mx.example.test ESMTP")
                .marked("mx.example.test", Finding.SameEverywhere)
                .telling(SERVER.told().calling(List.of("mx.example.test"))));
    assertThat(commands)
        .containsExactly(
            "EHLO esg-operator-probe.invalid",
            "STARTTLS",
            "EHLO esg-operator-probe.invalid",
            "QUIT");
  }

  @Test
  void a_server_that_puts_starttls_off_has_answered() throws IOException {
    assertThat(ask(OFFERED, "454 not now", null, Trait.StartTls).finding())
        .isEqualTo(Finding.Answered);
  }

  @ParameterizedTest
  @ValueSource(strings = {"454 TLS not available", "502 5.5.1 no"})
  void a_server_that_refuses_the_starttls_that_it_offers_says_so(String refusal)
      throws IOException {
    assertThat(ask(OFFERED, refusal, null).evidence())
        .isEqualTo("220 mx.example.test ESMTP; STARTTLS was answered with " + refusal);
  }

  /** The bytes are an alert of TLS 1.2: fatal, and its number (RFC 8446 section 6). */
  @ParameterizedTest
  @CsvSource({"70, protocol_version", "40, handshake_failure", "116, certificate_required"})
  void a_server_that_refuses_tls_after_starttls_takes_mail_all_the_same(int alert, String name)
      throws IOException {
    ProbeResult result = refusing(alert);
    assertThat(result.finding()).isEqualTo(Finding.Answered);
    assertThat(result.evidence())
        .startsWith("220 mx.example.test ESMTP; TLS after STARTTLS failed: TLS alert " + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void a_server_that_demands_a_client_certificate_takes_mail_all_the_same(String version)
      throws IOException {
    ProbeResult result = demanding(version);
    assertThat(result.finding()).isEqualTo(Finding.Answered);
    assertThat(result.evidence())
        .startsWith("220 mx.example.test ESMTP; TLS after STARTTLS failed: TLS")
        .endsWith(": it asks for a client certificate");
  }

  /** Postfix with smtpd_tls_req_ccert completes the handshake first. */
  @Test
  void a_server_that_refuses_ehlo_inside_tls_takes_mail_all_the_same() throws IOException {
    assertThat(
            goingAhead(
                connection -> {
                  Socket tls = SERVER.accept(connection, settings -> {});
                  hear(tls);
                  say(tls, "421 no client certificate\r\n");
                  tls.close();
                }))
        .matches(ProbeResult::answered)
        .extracting(ProbeResult::evidence)
        .isEqualTo(
            "220 mx.example.test ESMTP; EHLO after STARTTLS was answered with 421 no client certificate");
  }

  @Test
  void a_foreign_certificate_is_one_though_the_connection_ends_after_it() throws IOException {
    assertThat(demanding("TLSv1.3", Trait.TrustedCertificate).finding())
        .isEqualTo(Finding.ForeignCertificate);
  }

  private static ProbeResult demanding(String version, Trait... known) throws IOException {
    return goingAhead(
        connection ->
            SERVER.accept(
                connection,
                tls -> {
                  tls.setEnabledProtocols(new String[] {version});
                  tls.setNeedClientAuth(true);
                }),
        known);
  }

  @ParameterizedTest
  @EnumSource(names = {"StartTls", "TrustedCertificate"})
  void a_server_that_is_known_to_speak_tls_does_not_refuse_it(Trait known) throws IOException {
    assertThat(refusing(80, known))
        .isEqualTo(
            new ProbeResult(
                    Finding.StartTlsCut,
                    "220 mx.example.test ESMTP; TLS after STARTTLS failed: TLS alert internal_error")
                .telling(Told.NOTHING.calling(List.of("mx.example.test"))));
  }

  @ParameterizedTest
  @EnumSource(names = {"StartTls", "TrustedCertificate"})
  void a_known_server_may_speak_older_versions_alone(Trait known) throws IOException {
    ProbeResult result = refusing(70, known);
    assertThat(result.finding()).isEqualTo(Finding.Answered);
    assertThat(result.evidence())
        .isEqualTo(
            "220 mx.example.test ESMTP; TLS after STARTTLS failed:"
                + " TLS alert protocol_version: it speaks neither TLS 1.2 nor 1.3");
  }

  private static ProbeResult refusing(int alert, Trait... known) throws IOException {
    return goingAhead(
        connection -> {
          connection.getInputStream().read(new byte[4_096]);
          connection.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, (byte) alert});
          connection.getInputStream().read();
        },
        known);
  }

  /** A server that takes STARTTLS, and what it does then. */
  static ProbeResult goingAhead(LoopbackPeer.Manner then, Trait... known) throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection -> {
              say(connection, "220 mx.example.test ESMTP\r\n");
              hear(connection);
              say(connection, OFFERED);
              hear(connection);
              say(connection, "220 go ahead\r\n");
              then.serve(connection);
            })) {
      return peer.ask(prober(null, known), "mx.example.test", TIMEOUT);
    }
  }

  private ProbeResult ask(String capabilities, String startTls, String trusted, Trait... traits)
      throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(connection -> receiveMail(connection, capabilities, startTls))) {
      return peer.ask(prober(trusted, traits), "mx.example.test", TIMEOUT);
    }
  }

  static Prober prober(String trusted, Trait... traits) {
    return new Probers(new Trust(trusted))
        .forApplication(
            Application.Smtp, new Inspection(true, List.of(traits), List.of(), List.of()));
  }

  private void receiveMail(Socket connection, String capabilities, String startTls)
      throws IOException {
    Socket talk = connection;
    say(talk, "220 mx.example.test ESMTP\r\n");
    for (String command = hear(talk); command != null; command = hear(talk)) {
      commands.add(command);
      if (command.startsWith("EHLO")) {
        say(talk, capabilities);
      } else if (command.equals("STARTTLS")) {
        say(talk, startTls + "\r\n");
        talk = startTls.startsWith("220") ? SERVER.accept(talk, tls -> {}) : talk;
      } else {
        say(talk, "221 bye\r\n");
        return;
      }
    }
  }
}
