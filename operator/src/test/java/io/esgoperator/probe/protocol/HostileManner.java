package io.esgoperator.probe.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Application;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;

/** A peer that means harm: what it does, and what its path shows. */
enum HostileManner {
  ENDLESS_REPLY(
      Application.Smtp,
      connection -> {
        LoopbackPeer.say(connection, "220 mx.example.net\r\n");
        flood(connection, "250-mx.example.net\r\n");
      },
      Finding.ForeignAnswer,
      "more than 128 lines without a reply's end, the last: 250-mx.example.net"),
  ENDLESS_GREETING(
      Application.Smtp,
      connection -> flood(connection, "220-mx.example.net\r\n"),
      Finding.ForeignAnswer,
      "more than 128 lines without a reply's end"),
  ENDLESS_LINE(
      Application.Smtp,
      connection -> flood(connection, "AAAAAAAAAAAAAAAA"),
      Finding.ForeignAnswer,
      "expected an SMTP greeting, got more than 4,096 bytes without a line's end: AAAA"),
  DRIBBLE(
      Application.Smtp,
      connection -> dribble(connection.getOutputStream()),
      Finding.HeldMidWord,
      " bytes, then no complete answer in time"),
  SILENCE(
      Application.Smtp,
      connection -> sleep(Duration.ofMinutes(1)),
      Finding.Held,
      "connected, then silence"),
  ENDLESS_HEADERS(
      Application.Http,
      connection -> {
        LoopbackPeer.say(connection, "HTTP/1.1 200 OK\r\n");
        flood(connection, "X-Header: " + "x".repeat(4_000) + "\r\n");
      },
      Finding.Answered,
      "HTTP/1.1 200 OK"),
  HUGE_PAGE(
      Application.Http,
      connection -> {
        LoopbackPeer.say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n");
        flood(connection, "x".repeat(65_536));
      },
      Finding.Answered,
      "HTTP/1.1 200 OK"),
  HTTP_ENDLESS_LINE(
      Application.Hkp,
      connection -> flood(connection, "x".repeat(65_536)),
      Finding.ForeignAnswer,
      "expected an HTTP status, got more than 4,096 bytes without a line's end: xxxx"),
  TLS_SILENCE(
      Application.Https,
      connection -> sleep(Duration.ofMinutes(1)),
      Finding.HandshakeStalled,
      "connected, TLS began, then silence"),
  TLS_TINY_FRAGMENTS(
      Application.Https,
      connection -> flood(connection, HexFormat.of().parseHex("16030300010b")),
      Finding.ForeignAnswer,
      ""),
  TLS_ENDLESS_WARNINGS(
      Application.Https,
      connection -> flood(connection, HexFormat.of().parseHex("15030300020164")),
      Finding.Declined,
      "TLS alert no_renegotiation"),
  TLS_ENDLESS_NEGOTIATION(
      Application.Https,
      connection -> {
        SSLSocket tls =
            SelfSigned.of("web.example.test").accept(connection, HostileManner::olderTls);
        while (!connection.isClosed()) {
          tls.startHandshake();
          tls.getOutputStream().flush();
          tls.setSoTimeout(5);
          try {
            tls.getInputStream().read();
          } catch (SocketTimeoutException listened) {
            continue;
          }
        }
      },
      Finding.ForeignAnswer,
      "requests that take more than 16,384 bytes to answer"),
  TLS_FLOOD_BEHIND_THE_HANDSHAKE(
      Application.Https,
      connection -> {
        SSLSocket tls =
            SelfSigned.of("web.example.test").accept(connection, HostileManner::olderTls);
        flood(tls, "x".repeat(8_192));
      },
      Finding.ForeignAnswer,
      "expected an HTTP status, got more than 4,096 bytes without a line's end"),
  HUGE_CERTIFICATE(
      Application.Ldaps,
      connection ->
          SelfSigned.of("web.example.test", 60_000).accept(connection, tls -> {}).getSession(),
      Finding.Declined,
      "TLS, which the probe does not accept: "),
  LONG_RAZOR2_GREETING(
      Application.Razor2,
      connection -> {
        LoopbackPeer.say(connection, "sn=C" + "&a=1".repeat(1_000) + "\r\n");
        LoopbackPeer.hear(connection);
      },
      Finding.Answered,
      "sn=C&a=1"),
  ABSURD_LDAP_LENGTH(
      Application.Ldap,
      connection -> {
        connection.getOutputStream().write(HexFormat.of().parseHex("30847fffffff"));
        flood(connection, "x".repeat(65_536));
      },
      Finding.ForeignAnswer,
      "not an LDAP message"),
  ENDLESS_LDAP_MESSAGE(
      Application.Ldap,
      connection -> {
        connection.getOutputStream().write(HexFormat.of().parseHex("30830100000201016483ff0000"));
        flood(connection, "\4\0".repeat(32_768));
      },
      Finding.ForeignAnswer,
      ""),
  LONGEST_DNS_MESSAGE(
      Application.DnsTcp,
      connection -> {
        connection.getOutputStream().write(HexFormat.of().parseHex("ffff"));
        flood(connection, "\300\0".repeat(32_768).getBytes(StandardCharsets.ISO_8859_1));
      },
      Finding.ForeignAnswer,
      ""),
  DNS_LOOPS(
      Application.DnsUdp,
      Finding.ForeignAnswer,
      "expected a DNS answer, got 65507 other bytes",
      question -> Stream.of(loops(question))),
  DNS_FLOOD(
      Application.DnsUdp,
      Finding.ForeignAnswer,
      "a DNS answer to another question",
      question -> Stream.generate(() -> new byte[12]).limit(5_000)),
  PYZOR_LINES(
      Application.Pyzor,
      Finding.ForeignAnswer,
      "expected a Pyzor reply to thread ",
      question ->
          Stream.of(
              "Code: 2\n"
                  .repeat(LoopbackDatagrams.LARGEST / 8)
                  .getBytes(StandardCharsets.US_ASCII))),
  DCC_FLOOD(
      Application.Dcc,
      Finding.ForeignAnswer,
      "expected a DCC answer, got 65507 other bytes",
      question -> Stream.generate(() -> new byte[LoopbackDatagrams.LARGEST]).limit(100));

  final Application application;
  final LoopbackPeer.Manner manner;
  final Function<byte[], Stream<byte[]>> datagrams;
  private final Finding finding;
  private final String evidence;

  HostileManner(
      Application application, LoopbackPeer.Manner manner, Finding finding, String evidence) {
    this(application, manner, null, finding, evidence);
  }

  HostileManner(
      Application application,
      Finding finding,
      String evidence,
      Function<byte[], Stream<byte[]>> datagrams) {
    this(application, null, datagrams, finding, evidence);
  }

  HostileManner(
      Application application,
      LoopbackPeer.Manner manner,
      Function<byte[], Stream<byte[]>> datagrams,
      Finding finding,
      String evidence) {
    this.application = application;
    this.manner = manner;
    this.datagrams = datagrams;
    this.finding = finding;
    this.evidence = evidence;
  }

  /** On a busy machine the probe may be too slow to tell. */
  void check(PathReport report) {
    if (report.evidence().startsWith("it got so little processor time")) {
      assertThat(report.finding()).isEqualTo(Finding.ProbeFault);
      return;
    }
    assertThat(report.finding()).as("%s: %s", this, report.evidence()).isEqualTo(finding);
    assertThat(report.evidence()).as(name()).contains(evidence);
  }

  private static void olderTls(SSLSocket tls) {
    tls.setEnabledProtocols(new String[] {"TLSv1.2"});
  }

  /** An answer to the question whose records' names point at themselves. */
  private static byte[] loops(byte[] question) {
    byte[] answer = question.clone();
    answer[2] |= (byte) 0x80;
    answer[7] = (byte) 200;
    byte[] all = Arrays.copyOf(answer, LoopbackDatagrams.LARGEST);
    for (int index = answer.length; index + 1 < all.length; index += 2) {
      all[index] = (byte) (0xc0 | index >> 8);
      all[index + 1] = (byte) index;
    }
    return all;
  }

  private static void flood(Socket connection, String text) throws IOException {
    flood(connection, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void flood(Socket connection, byte[] bytes) throws IOException {
    while (true) {
      connection.getOutputStream().write(bytes);
    }
  }

  private static void dribble(OutputStream out) throws IOException {
    while (true) {
      out.write('2');
      sleep(Duration.ofMillis(250));
    }
  }

  private static void sleep(Duration time) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException over) {
      throw new IOException(over);
    }
  }
}
