package io.esgoperator.probe.protocol;

import static io.esgoperator.probe.protocol.LoopbackPeer.hear;
import static io.esgoperator.probe.protocol.LoopbackPeer.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Application;
import io.esgoperator.model.Trait;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.trust.Trust;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What TLS servers may do in and behind a handshake: each of it is an answer. */
class TlsMannersTest {
  private static final Duration PATIENT = Duration.ofSeconds(10);
  private static final int HANDSHAKE = 22;
  private static final Consumer<SSLSocket> TLS_1_2 =
      tls -> tls.setEnabledProtocols(new String[] {"TLSv1.2"});

  /** The certificate's own record has 16 KiB at most, and Java takes messages of 32 KiB. */
  @ParameterizedTest
  @CsvSource({"20000, Answered", "40000, Declined"})
  void a_long_certificate_is_the_servers_own(int ballast, Finding finding) throws IOException {
    SelfSigned server = SelfSigned.of("web1.example.test", ballast);
    for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
      ProbeResult result =
          ask(
              connection ->
                  answer(
                      server.accept(
                          connection, tls -> tls.setEnabledProtocols(new String[] {version}))));
      assertThat(result.finding()).as(result.toString()).isEqualTo(finding);
    }
  }

  @Test
  void a_server_that_wants_new_keys_behind_the_handshake_has_answered() throws IOException {
    assertThat(
            ask(connection -> {
                  SSLSocket tls = SelfSigned.of("web1.example.test").accept(connection, TLS_1_2);
                  tls.startHandshake();
                  answer(tls);
                })
                .finding())
        .isEqualTo(Finding.Answered);
  }

  /** RFC 5246 section 6.2.1: a message may be spread over records as a server likes. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void records_of_single_bytes_are_records(int length) throws IOException {
    SelfSigned server = SelfSigned.of("web1.example.test");
    try (LoopbackPeer web =
            new LoopbackPeer(connection -> answer(server.accept(connection, TLS_1_2)));
        LoopbackPeer relay =
            new LoopbackPeer(connection -> relay(connection, web.port(), length))) {
      assertThat(Loopback.ask(Application.Https, PATIENT, relay.port()).finding())
          .isEqualTo(Finding.Answered);
    }
  }

  /** A hello, and the first bytes of a certificate that never ends. */
  @Test
  void a_handshake_that_stops_in_its_middle_is_no_silence() throws IOException {
    byte[] flight = TlsFlight.bytes();
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection -> {
              connection.getInputStream().read(new byte[4_096]);
              connection.getOutputStream().write(flight, 0, flight.length / 2);
              connection.getInputStream().read();
            })) {
      assertThat(Loopback.ask(Application.Https, Duration.ofMillis(600), peer.port()).finding())
          .isEqualTo(Finding.HandshakeUnfinished);
    }
  }

  /**
   * A hello that asks for another key (RFC 8446 section 4.1.4), and what follows the second one.
   */
  @ParameterizedTest
  @CsvSource({"15030300020228, Answered", "150303000202 50, Declined", "'', ClosedEarly"})
  void a_server_may_ask_for_another_hello(String then, Finding finding) throws IOException {
    String retry =
        "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c"; // section 4.1.3
    byte[] hello =
        HexFormat.of()
            .parseHex(
                "160303"
                    + "0038"
                    + "02000034"
                    + "0303"
                    + retry
                    + "00"
                    + "1301"
                    + "00"
                    + "000c"
                    + "002b00020304"
                    + "003300020018");
    assertThat(
            ask(connection -> {
                  connection.getInputStream().read(new byte[4_096]);
                  connection.getOutputStream().write(hello);
                  connection.getInputStream().read(new byte[4_096]);
                  connection
                      .getOutputStream()
                      .write(HexFormat.of().parseHex(then.replace(" ", "")));
                })
                .finding())
        .isEqualTo(finding);
  }

  /** What decrypts makes its own certificates, which do not say where their issuer's is. */
  @ParameterizedTest
  @CsvSource({"true, Answered", "false, ForeignCertificate"})
  void a_chain_without_its_intermediate_certificate_is_a_remark(boolean access, Finding finding)
      throws IOException {
    SelfSigned root = SelfSigned.of("root.example.test");
    SelfSigned between = root.signingWithAccess("between.example.test");
    SelfSigned server =
        access
            ? between.signingWithAccess("web1.example.test")
            : between.signing("web1.example.test", Duration.ofHours(1));
    ProbeResult result = asked(server, root, Trait.TrustedCertificate);
    assertThat(result.finding()).as(result.toString()).isEqualTo(finding);
    if (access) {
      assertThat(result.evidence())
          .isEqualTo(
              "HTTP/1.1 200 OK; its certificate's issuer CN=between.example.test is neither trusted nor sent along: its chain may lack an intermediate certificate");
      // Unrelated servers with one untrusted issuer prove more.
      assertThat(result.mark().shared()).isEqualTo(Finding.ForeignCertificate);
    }
  }

  /** Two of its customers may forget the same one; what decrypts has nothing logged. */
  @Test
  void what_a_public_authority_issued_is_no_mark_without_its_intermediate_certificate()
      throws IOException {
    SelfSigned root = SelfSigned.of("root.example.test");
    SelfSigned server =
        root.signingWithAccess("between.example.test").signingLogged("web1.example.test");
    ProbeResult result = asked(server, root, Trait.Unrelated);
    assertThat(result.finding()).isEqualTo(Finding.Answered);
    assertThat(result.evidence()).endsWith("its chain may lack an intermediate certificate");
    assertThat(result.mark()).isNull();
  }

  /** What a probe that trusts the root finds at a server of which it expects something. */
  private static ProbeResult asked(SelfSigned server, SelfSigned root, Trait expected)
      throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(connection -> answer(server.accept(connection, tls -> {})))) {
      return peer.ask(
          new Probers(new Trust(root.pem()))
              .forApplication(
                  Application.Https, new Inspection(true, List.of(expected), List.of(), List.of())),
          "web1.example.test",
          PATIENT);
    }
  }

  private static ProbeResult ask(LoopbackPeer.Manner manner) throws IOException {
    try (LoopbackPeer peer = new LoopbackPeer(manner)) {
      return Loopback.ask(Application.Https, PATIENT, peer.port());
    }
  }

  private static void answer(Socket tls) throws IOException {
    if (hear(tls) != null) {
      say(tls, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      tls.close();
    }
  }

  /** Passes all on, and spreads the server's first messages over records of so many bytes. */
  private static void relay(Socket client, int port, int length) throws IOException {
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      Thread back = new Thread(() -> spread(server, client, length));
      back.start();
      client.getInputStream().transferTo(server.getOutputStream());
    }
  }

  private static void spread(Socket server, Socket client, int length) {
    try {
      DataInputStream records = new DataInputStream(server.getInputStream());
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      boolean inClear = true;
      while (true) {
        int type = records.readUnsignedByte();
        int version = records.readUnsignedShort();
        byte[] content = new byte[records.readUnsignedShort()];
        records.readFully(content);
        inClear &= type == HANDSHAKE;
        int step = inClear ? length : Math.max(1, content.length);
        for (int from = 0; from < content.length; from += step) {
          int part = Math.min(step, content.length - from);
          out.writeByte(type);
          out.writeShort(version);
          out.writeShort(part);
          out.write(content, from, part);
        }
      }
    } catch (IOException over) {
      return;
    }
  }
}
