package io.esgoperator.probe.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import io.esgoperator.model.Application;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every TCP prober against peers that misbehave, and the text protocols against peers that do not.
 */
class TcpProbersTest {
  /** A busy machine may keep a peer that answers from doing so for seconds. */
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private static final Duration SHORT = Duration.ofMillis(400);

  private static final Set<Application> IMPLICIT_TLS =
      EnumSet.of(Application.Https, Application.Smtps, Application.Ldaps);

  @FunctionalInterface
  private interface Peer {
    void serve(Socket connection) throws IOException, InterruptedException;
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"None", "DnsUdp", "Pyzor", "Dcc"})
  void silence_after_the_handshake_is_held_and_tells_whether_tls_had_begun(
      Application application) {
    ProbeResult result = probe(application, SHORT, connection -> Thread.sleep(2_000));
    assertThat(result)
        .isEqualTo(
            IMPLICIT_TLS.contains(application)
                ? new ProbeResult(Finding.HandshakeStalled, "connected, TLS began, then silence")
                : new ProbeResult(Finding.Held, "connected, then silence"));
  }

  @Test
  void an_ldap_message_that_stops_in_its_middle_is_held() {
    assertThat(
            probe(
                    Application.Ldap,
                    SHORT,
                    connection -> {
                      connection.getOutputStream().write(new byte[] {0x30, 0x20, 0x02});
                      Thread.sleep(2_000);
                    })
                .finding())
        .isEqualTo(Finding.HeldMidWord);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"None", "DnsUdp", "Pyzor", "Dcc"})
  void a_connection_that_is_cut_at_once_is_no_answer_of_the_peer(Application application) {
    assertThat(
            probe(
                    application,
                    connection -> {
                      connection.setSoLinger(true, 0);
                      connection.close();
                    })
                .finding())
        .isEqualTo(Finding.ClosedEarly);
  }

  /** As nginx by "return 444", HAProxy by "reject", and stunnel with nothing behind it. */
  @ParameterizedTest
  @EnumSource(names = {"Https", "Smtps", "Ldaps"})
  void a_server_that_closes_behind_the_handshake_has_answered(Application application) {
    SelfSigned server = SelfSigned.of("web1.example.test");
    assertThat(probe(application, connection -> server.accept(connection, tls -> {}).close()))
        .isEqualTo(ProbeResult.declined("TLS, and then the connection ended"));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"None", "DnsUdp", "Pyzor", "Dcc"})
  void another_protocol_is_foreign(Application application) {
    assertThat(probe(application, connection -> say(connection, "* OK IMAP ready\r\n")).finding())
        .isEqualTo(
            IMPLICIT_TLS.contains(application)
                ? Finding.ClearText
                : application == Application.DnsTcp ? Finding.ClosedEarly : Finding.ForeignAnswer);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"None", "DnsUdp", "Pyzor", "Dcc"})
  void a_peer_that_dribbles_does_not_outlast_the_deadline(Application application) {
    long start = System.nanoTime();
    probe(
        application,
        SHORT,
        connection -> {
          for (int letter = 0; letter < 40; letter++) {
            connection.getOutputStream().write('2');
            Thread.sleep(100);
          }
        });
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"None", "DnsUdp", "Pyzor", "Dcc"})
  void a_closed_port_is_refused(Application application) throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    assertThat(Loopback.ask(application, PATIENT, port).finding()).isEqualTo(Finding.Refused);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Smtp   | 220 mx.example.net ESMTP  | Answered
          Smtp   | 554 not you               | Declined
          Smtp   | 421 later                 | Declined
          Smtp   | HTTP/1.1 200 OK           | ForeignAnswer
          Http   | HTTP/1.1 204 No Content   | Answered
          Http   | 220 mx.example.net ESMTP  | ForeignAnswer
          Hkp    | HTTP/1.1 501 Not here     | Answered
          Razor2 | sn=C&srl=5098&a=l&a=cg    | Answered
          Razor2 | srl=5098&a=l              | ForeignAnswer
          Razor2 | <html>                    | ForeignAnswer
          """)
  void a_first_line_is_judged_by_its_protocol(
      Application application, String line, Finding finding) {
    assertThat(
            probe(
                    application,
                    connection -> {
                      if (application == Application.Smtp) {
                        say(connection, line + "\r\n250 mx.example.net\r\n");
                      } else {
                        say(connection, line + "\r\n");
                      }
                    })
                .finding())
        .isEqualTo(finding);
  }

  @Test
  void a_directory_gives_its_root_dse() throws Exception {
    try (InMemoryDirectoryServer directory = new InMemoryDirectoryServer("dc=example,dc=net")) {
      directory.startListening();
      assertThat(Loopback.ask(Application.Ldap, PATIENT, directory.getListenPort()))
          .isEqualTo(ProbeResult.answered("LDAP root DSE"));
    }
  }

  @Test
  void a_directory_that_wants_a_bind_first_has_answered_too() {
    assertThat(
            probe(
                Application.Ldap,
                connection -> {
                  connection
                      .getOutputStream()
                      .write(HexFormat.of().parseHex("300c02010165070a013504000400"));
                  connection.getInputStream().readAllBytes();
                }))
        .isEqualTo(ProbeResult.answered("LDAP result code 53 (unwilling to perform)"));
  }

  /** An extended response with the number 0 (RFC 4511 section 4.4.1). */
  @Test
  void a_directory_that_sends_a_notice_of_disconnection_has_answered() {
    assertThat(
            probe(
                Application.Ldap,
                connection -> {
                  connection
                      .getOutputStream()
                      .write(
                          HexFormat.of()
                              .parseHex(
                                  "302402010078"
                                      + "1f0a013404000400"
                                      + "8a16312e332e362e312e342e312e313436362e3230303336"));
                  connection.getInputStream().readAllBytes();
                }))
        .isEqualTo(ProbeResult.answered("LDAP notice, result code 52 (unavailable)"));
  }

  /** A fatal alert as the first record: the server speaks TLS 1.1 at most (RFC 8446 section 6). */
  @ParameterizedTest
  @EnumSource(names = {"Https", "Smtps", "Ldaps"})
  void a_server_that_speaks_no_version_of_the_probe_has_answered(Application application) {
    assertThat(
            probe(
                application,
                connection -> {
                  connection.getInputStream().read(new byte[4_096]);
                  connection.getOutputStream().write(new byte[] {21, 3, 1, 0, 2, 2, 70});
                  connection.getInputStream().read();
                }))
        .isEqualTo(
            ProbeResult.declined("TLS alert protocol_version: it speaks neither TLS 1.2 nor 1.3"));
  }

  private static void say(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    connection.getOutputStream().flush();
    connection.setSoTimeout(200);
    try {
      connection.getInputStream().readAllBytes();
    } catch (java.net.SocketTimeoutException listened) {
      connection.shutdownOutput();
    }
  }

  private static ProbeResult probe(Application application, Peer peer) {
    return probe(application, PATIENT, peer);
  }

  private static ProbeResult probe(Application application, Duration timeout, Peer peer) {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread serving =
          new Thread(
              () -> {
                try (Socket connection = server.accept()) {
                  peer.serve(connection);
                } catch (IOException | InterruptedException over) {
                  Thread.currentThread().interrupt();
                }
              });
      serving.setDaemon(true);
      serving.start();
      return Loopback.ask(application, timeout, server.getLocalPort());
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }
}
