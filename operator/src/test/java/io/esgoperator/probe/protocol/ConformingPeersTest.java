package io.esgoperator.probe.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import io.esgoperator.model.Application;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the standards let a server do, byte by byte: each of it is an answer. */
class ConformingPeersTest {
  private static final int FATAL = 2;
  private static final Duration PATIENT = Duration.ofSeconds(10);

  /**
   * Pieces between bars follow each a line from the probe; &lt;XX&gt; is a byte, | a line's end.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          Smtp ; 220|                                  / 250 mx|                        ; Answered ; 220
          Smtp ; 220-mx.example.net|220|               / 250-mx|250|                    ; Answered ; 220
          Smtp ; 220-|220-text|220 mx|                 / 250 mx|                        ; Answered ; 220 mx
          Smtp ; 220 mx.example.net <D1><85><0D><0D>|  / 250 mx|                        ; Answered ; 220 mx.example.net ??
          Smtp ; 220-mx <E2><80><A6> <85>|220 mx|      / 250 mx|                        ; Answered ; 220 mx
          Smtp ; 550 black ip. (<B7><A2><D0><C5><85>)| /                                ; Declined ; 550 black ip. (?????)
          Smtp ; 220 mx<0D> again|                     / 250 mx|                        ; Answered ; 220 mx  again
          Smtp ; 220 mx<0A>                            / 250-mx<0A>250 SIZE<0A>         ; Answered ; 220 mx
          Smtp ; 220<09>mx|                            / 250 mx|                        ; Answered ; 220?mx
          Smtp ; 220 mx|                               / 250-mx <85>|250-SIZE <85>|250 HELP| ; Answered ; 220 mx
          Smtp ; 220 mx|                               / 502 5.5.2 no|                  ; Declined ; 220 mx; EHLO was answered with 502
          Smtp ; 220 mx|                               / 421 4.4.2 time|                ; Declined ; 220 mx; EHLO was answered with 421
          Smtp ; 220 mx|                               / 250-mx|250 STARTTLS| / 454 no| ; Answered ; 220 mx
          Smtp ; 220 mx|                               / 250-mx|250 STARTTLS| / 421 no| ; Answered ; 220 mx
          Smtp ; 220mx.example.net|                    / 250 mx|                        ; Answered ; 220mx
          Smtp ; 220-mx|220-note|250 mx|               /                                ; Declined ; 250 mx
          Smtp ; 220-mx|421 4.7.0 busy|                /                                ; Declined ; 421 4.7.0
          Smtp ; 421 4.7.0 too many from you|          /                                ; Declined ; 421 4.7.0
          Smtp ; 450 4.7.1 greylisted|                 /                                ; Declined ; 450 4.7.1
          Smtp ; 220 mx|                               / 250-mx|250 STARTTLS| / 530 no| ; Answered ; 220 mx
          Smtp ; 220 relay|                            / 530 5.7.0 authentication required| ; Declined ; 220 relay; EHLO was answered with 530
          Smtp ; 554 5.7.1 relay access denied|        /                                ; Declined ; 554 5.7.1
          Smtp ; 2200 mx|                              /                                ; ForeignAnswer ; expected an SMTP greeting
          Smtp ; 521 no mail here|                     /                                ; Declined ; 521 no mail
          Smtp ; 554-no|554 SMTP service|              / 503 bad|                       ; Declined ; 554 SMTP
          Smtp ; 220-mx|Welcome, guest|220 ready|      / 250 mx|                        ; Answered ; 220 ready
          Smtp ; 220-mx||220 ready|                    / 250-mx|Welcome|250 HELP|       ; Answered ; 220 ready
          Smtp ; 220 mx|                               / 250-mx|250-STARTTLS X|250 SIZE| / 502 no| ; Answered ; 220 mx
          Http ;  / <00><00><06><04><00><00><00><00><00><00><03><00><00><00><64>        ; Declined ; HTTP/2
          Hkp  ;  / <00><00><00><04><00><00><00><00><00>                                ; Declined ; HTTP/2
          Http ;  / <00><00><08><07><00><00><00><00><00><00><00><00><00><00><00><00><01> ; Declined ; HTTP/2
          Http ;  / <00><00><06><04><00><00><00><00><01><00><03><00><00><00><64>        ; ForeignAnswer ; expected an HTTP status, got 000006040000000001
          Http ;  / <00><0E><38><4F><00><00><00><00><00><00><00><00>                    ; ForeignAnswer ; expected an HTTP status, got 000e384f
          Http ;  / HTTP/1.0 200 OK|                                                    ; Answered ; HTTP/1.0 200
          Http ;  / HTTP/1.1 404|                                                       ; Answered ; HTTP/1.1 404
          Http ;  / HTTP/1.1 403 <D1><85>|                                              ; Answered ; HTTP/1.1 403 ??
          Http ;  / HTTP/1.1 999 Request denied|                                        ; Answered ; HTTP/1.1 999
          Http ;  / HTTP/1.1 103 Early Hints|Link: x||HTTP/1.1 200 OK||                 ; Answered ; HTTP/1.1 103
          Http ;  / HTTP/1.1 421 Misdirected Request|                                   ; Answered ; HTTP/1.1 421
          Http ;  / HTTP/1.1  200 OK|                                                   ; Answered ; HTTP/1.1  200
          Http ;  / http/1.1<09>302 Found|                                              ; Answered ; http/1.1?302
          Http ;  / ||HTTP/1.1 200 OK|                                                  ; Answered ; HTTP/1.1 200
          Http ;  / HTTP/1.1 100 Continue||HTTP/1.1 404 Not Found||                     ; Answered ; HTTP/1.1 100
          Http ;  / HTTP/1.1 301 Moved|Location:https://x/||                            ; Answered ; HTTP/1.1 301
          Http ;  / ICY 200 OK|                                                         ; ForeignAnswer ; expected an HTTP status
          Hkp  ;  / HTTP/1.0 404 Not found|                                             ; Answered ; HTTP/1.0 404
          Hkp  ;  / HTTP/1.1 500 Internal|                                              ; Answered ; HTTP/1.1 500
          Hkp  ;  / HTTP/1.1 503 Service Unavailable|                                   ; Answered ; HTTP/1.1 503
          Http ;  / HTTP/1.1 204<0A>                                                    ; Answered ; HTTP/1.1 204
          Http ;  / HTTP/1.1 400 Bad Request|                                           ; Declined ; HTTP/1.1 400
          Hkp  ;  / HTTP/1.1 501 Not Implemented|                                       ; Answered ; HTTP/1.1 501
          Hkp  ;  / HTTP/1.1 429 <85>|                                                  ; Answered ; HTTP/1.1 429
          Razor2 ; sn=D&srl=1&ep4=7542-10&redirect=x&|                                  ; Answered ; sn=D
          Razor2 ; sn=C&srl=5098&a=l&err=230|                                           ; Declined ; sn=C
          Razor2 ; err=500&note=maintenance|                                            ; Declined ; err=500
          Razor2 ; srl=1&sn=C&a=l&a=cg&note=<85>|                                       ; Answered ; srl=1
          """)
  void a_line_is_read_as_its_standard_lets_it_be(
      Application application, String script, Finding finding, String evidence) throws IOException {
    String[] pieces = script == null ? new String[0] : script.split("/(?= |$)", -1);
    assertAnswer(
        application,
        connection -> {
          for (int piece = 0; piece < pieces.length; piece++) {
            if (piece > 0) {
              connection.getInputStream().read(new byte[4_096]);
            }
            connection.getOutputStream().write(bytes(pieces[piece].strip()));
          }
          connection.setSoTimeout(200);
          connection.getInputStream().read();
        },
        finding,
        evidence);
  }

  /** The message's tag and length, its number, and the operation (RFC 4511 section 4.1.1). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          300c02010165070a013504000400                                 | LDAP result code 53
          300c02010165070a013004000400                                 | LDAP result code 48
          300c02010165070a010d04000400                                 | LDAP result code 13
          300c02010165070a013304000400                                 | LDAP result code 51
          30840000000c02010165070a013504000400                         | LDAP result code 53
          30840000001402010165840000000b0a01350482000004820000         | LDAP result code 53
          300c02010165070a013404000400                                 | LDAP result code 52
          300c02010165070a010804000400                                 | LDAP result code 8
          300c02010165070a010104000400                                 | LDAP result code 1
          302502010165200a010a04000400a317041 56c6461703a2f2f6f746865722e6578616d706c652f | LDAP result code 10
          301a020101731504136c6461703a2f2f6f746865722e6578616d706c65   | LDAP answer before the result
          300c020101790781 05312e322e33                                | LDAP answer before the result
          3009020101640404003000300c02010165070a010004000400           | LDAP root DSE
          """)
  void a_directory_answers_a_search_in_many_ways(String hex, String evidence) throws IOException {
    assertAnswer(
        Application.Ldap,
        connection -> {
          connection.getInputStream().read(new byte[4_096]);
          connection.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
          connection.getInputStream().read();
        },
        Finding.Answered,
        evidence);
  }

  /** Of 60 KB, in as many pieces as the network makes of it. */
  @Test
  void a_directory_with_much_to_say_is_heard_to_the_end() throws IOException {
    byte[] entry =
        new LDAPMessage(
                1,
                new SearchResultEntryProtocolOp(
                    "", List.of(new Attribute("supportedControl", "x".repeat(60_000)))))
            .encode()
            .encode();
    assertAnswer(
        Application.Ldap,
        connection -> {
          connection.setTcpNoDelay(true);
          connection.getInputStream().read(new byte[4_096]);
          for (int from = 0; from < entry.length; from += 1_000) {
            connection.getOutputStream().write(entry, from, Math.min(1_000, entry.length - from));
            connection.getOutputStream().flush();
          }
          connection.getInputStream().read();
        },
        Finding.Answered,
        "LDAP root DSE");
  }

  /** Every alert, as a warning and as fatal, with the numbers of TLS 1.2 (RFC 8446 section 6). */
  static Stream<Arguments> alerts() {
    return IntStream.of(
            0, 10, 20, 22, 40, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 70, 71, 80, 86, 90, 100, 109,
            110, 112, 113, 115, 116, 120, 121)
        .boxed()
        .flatMap(alert -> Stream.of(Arguments.of(1, alert), Arguments.of(2, alert)));
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void an_alert_is_a_word_in_tls(int level, int alert) throws IOException {
    ProbeResult result =
        ask(
            Application.Https,
            connection -> {
              connection.getInputStream().read(new byte[4_096]);
              connection
                  .getOutputStream()
                  .write(new byte[] {21, 3, 3, 0, 2, (byte) level, (byte) alert});
              connection.setSoTimeout(500);
              connection.getInputStream().read();
            });
    // Java goes on after some warnings, until the connection ends.
    if (level == FATAL || result.finding() != Finding.ClosedEarly) {
      assertThat(result.finding().answered()).as(result.toString()).isTrue();
      assertThat(result.evidence()).startsWith("TLS alert ");
    }
  }

  /** RFC 8446 section 6.1: many servers close without a close_notify. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void a_server_that_ends_tcp_behind_tls_said_nothing_foreign(String version) throws IOException {
    assertThat(
            ask(
                    Application.Https,
                    connection -> {
                      SelfSigned.of("web.example.test")
                          .accept(
                              connection, tls -> tls.setEnabledProtocols(new String[] {version}));
                      connection.getInputStream().read(new byte[4_096]);
                      connection.shutdownOutput();
                    })
                .finding())
        .isEqualTo(Finding.Declined);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 40})
  void a_server_that_ends_the_connection_in_mid_handshake_said_nothing_foreign(int length)
      throws IOException {
    byte[] hello = HexFormat.of().parseHex("160303005a0200005603" + "03".repeat(64));
    assertThat(
            ask(
                    Application.Https,
                    connection -> {
                      connection.getInputStream().read(new byte[4_096]);
                      connection.getOutputStream().write(hello, 0, length);
                    })
                .finding())
        .isEqualTo(Finding.ClosedEarly);
  }

  private static void assertAnswer(
      Application application, LoopbackPeer.Manner manner, Finding finding, String evidence)
      throws IOException {
    ProbeResult result = ask(application, manner);
    assertThat(result.finding()).as(result.evidence()).isEqualTo(finding);
    assertThat(result.evidence()).startsWith(evidence);
  }

  private static ProbeResult ask(Application application, LoopbackPeer.Manner manner)
      throws IOException {
    try (LoopbackPeer peer = new LoopbackPeer(manner)) {
      return Loopback.ask(application, PATIENT, peer.port());
    }
  }

  private static byte[] bytes(String script) {
    String text = script.replace("|", "\r\n");
    StringBuilder all = new StringBuilder();
    for (int index = 0; index < text.length(); index++) {
      boolean isByte = text.charAt(index) == '<';
      all.append(
          isByte
              ? (char) Integer.parseInt(text.substring(index + 1, index + 3), 16)
              : text.charAt(index));
      index += isByte ? 3 : 0;
    }
    return all.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
