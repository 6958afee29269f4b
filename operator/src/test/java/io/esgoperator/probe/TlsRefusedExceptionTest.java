package io.esgoperator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors in the words of the JDK. */
class TlsRefusedExceptionTest {
  private static final TlsRefusedException.Handshake NOT_BEGUN =
      new TlsRefusedException.Handshake(false, false, false);

  private static final TlsRefusedException.Handshake BEGUN =
      new TlsRefusedException.Handshake(true, false, false);

  private static final TlsRefusedException.Handshake ASKED =
      new TlsRefusedException.Handshake(true, true, false);

  private static final TlsRefusedException.Handshake COMPLETE =
      new TlsRefusedException.Handshake(true, false, true);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unrecognized_name    | TLS alert unrecognized_name
          handshake_failure    | TLS alert handshake_failure: it asks for a client certificate, or for other ciphers
          protocol_version     | TLS alert protocol_version: it speaks neither TLS 1.2 nor 1.3
          certificate_required | TLS alert certificate_required: it asks for a client certificate
          bad_certificate      | TLS alert bad_certificate: it asks for a client certificate
          """)
  void an_alert_is_a_refusal_with_its_meaning(String alert, String told) {
    assertThat(
            TlsRefusedException.of(
                new SSLHandshakeException("Received fatal alert: " + alert), NOT_BEGUN))
        .hasValueSatisfying(refusal -> assertThat(refusal).hasMessage(told));
  }

  @ParameterizedTest
  @CsvSource({
    "certificate_required, true",
    "bad_certificate, true",
    "handshake_failure, true",
    "protocol_version, false",
    "internal_error, false"
  })
  void by_some_alerts_a_peer_asks_for_a_certificate(String alert, boolean asks) {
    assertThat(
            TlsRefusedException.of(
                    new SSLHandshakeException("Received fatal alert: " + alert), NOT_BEGUN)
                .orElseThrow()
                .asksForCertificate())
        .isEqualTo(asks);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Received close_notify during handshake   | true
          Received user_canceled                  | true
          Received fatal alert: handshake_failure | false
          """)
  void a_peer_that_only_says_goodbye_may_have_waited_too_long(String error, boolean perhaps) {
    assertThat(
            TlsRefusedException.of(new SSLException(error), BEGUN)
                .map(TlsRefusedException::isPerhapsImpatience))
        .contains(perhaps);
  }

  @Test
  void so_may_one_that_ends_the_connection_behind_the_handshake() {
    assertThat(TlsRefusedException.of(new EOFException(), COMPLETE).orElseThrow())
        .matches(TlsRefusedException::isPerhapsImpatience);
  }

  @Test
  void what_java_does_not_take_in_a_handshake_that_began_is_tls() {
    IOException error = new SSLProtocolException("The size exceeds the maximum allowed size");
    assertThat(TlsRefusedException.of(error, BEGUN).orElseThrow())
        .hasMessage(
            "TLS, which the probe does not accept: The size exceeds the maximum allowed size")
        .matches(refusal -> !refusal.asksForCertificate());
    assertThat(TlsRefusedException.of(error, NOT_BEGUN)).isEmpty();
  }

  @Test
  void a_handshake_that_began_and_was_cut_is_no_refusal() {
    assertThat(
            TlsRefusedException.of(
                (IOException)
                    new SSLHandshakeException("Remote host terminated the handshake")
                        .initCause(new EOFException()),
                BEGUN))
        .isEmpty();
    assertThat(TlsRefusedException.of(new SSLException("Tag mismatch"), BEGUN)).isEmpty();
  }

  @Test
  void an_alert_of_a_peer_that_asked_for_a_certificate_is_about_the_certificate() {
    assertThat(
            TlsRefusedException.of(
                new SSLHandshakeException("Received fatal alert: handshake_failure"), ASKED))
        .hasValueSatisfying(
            refusal ->
                assertThat(refusal)
                    .hasMessage("TLS alert handshake_failure: it asks for a client certificate"));
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void an_old_version_is_a_refusal_that_names_it(boolean asked) {
    assertThat(
            TlsRefusedException.of(
                new SSLHandshakeException(
                    "The server selected protocol version TLS10 is not accepted by client preferences [TLS13, TLS12]"),
                new TlsRefusedException.Handshake(true, asked, true)))
        .hasValueSatisfying(
            refusal ->
                assertThat(refusal)
                    .hasMessage("TLS in version TLS10, which the probe does not speak"));
  }

  @ParameterizedTest
  @MethodSource("otherErrors")
  void any_other_error_is_no_refusal(IOException error) {
    assertThat(TlsRefusedException.of(error, NOT_BEGUN)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("otherErrors")
  void after_a_peer_asked_for_a_certificate_the_end_of_the_connection_is_its_refusal(
      IOException error) {
    assertThat(TlsRefusedException.of(error, ASKED))
        .hasValueSatisfying(
            refusal ->
                assertThat(refusal)
                    .hasMessage(
                        "TLS, and then the connection ended: it asks for a client certificate"));
  }

  @Test
  void behind_a_handshake_the_end_of_the_connection_is_a_refusal() {
    assertThat(
            Stream.of(
                    new SocketException("Connection reset"),
                    new EOFException(),
                    new SSLException("Broken pipe", new SocketException("Broken pipe")))
                .map(end -> TlsRefusedException.of(end, COMPLETE).orElseThrow())
                .map(Throwable::getMessage))
        .containsOnly("TLS, and then the connection ended");
    assertThat(TlsRefusedException.of(new SSLException("Unsupported SSL message"), COMPLETE))
        .isEmpty();
  }

  /** The last two are a peer's words, which only look like those of the JDK. */
  static Stream<IOException> otherErrors() {
    return Stream.of(
        new SocketException("Connection reset"),
        new EOFException(),
        new SSLException("Unsupported or unrecognized SSL message"),
        new IOException("Received fatal alert: handshake_failure"),
        new IOException("The server selected protocol version TLS10 is not accepted by it"));
  }
}
