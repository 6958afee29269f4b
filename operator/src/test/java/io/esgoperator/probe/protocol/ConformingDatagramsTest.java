package io.esgoperator.probe.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Application;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What the standards let a server do over UDP, and DNS over both: each of it is an answer. */
class ConformingDatagramsTest extends DnsInspectionFixture {
  private static final Duration PATIENT = Duration.ofSeconds(10);

  @ParameterizedTest
  @ValueSource(strings = {"stale", "echo", "noise"})
  void another_datagram_before_the_answer_does_not_end_the_wait(String stray) throws IOException {
    for (Application application :
        new Application[] {Application.DnsUdp, Application.Pyzor, Application.Dcc}) {
      try (LoopbackDatagrams server =
          new LoopbackDatagrams(
              question -> Stream.of(before(stray, question), answer(application, question)))) {
        assertThat(Loopback.ask(application, PATIENT, server.port()).finding())
            .as(application + " " + stray)
            .isEqualTo(Finding.Answered);
      }
    }
  }

  private static byte[] before(String stray, byte[] question) {
    byte[] other = question.clone();
    if (stray.equals("stale")) {
      other = UdpProbersTest.dccOk(question);
      other[0] ^= 1;
      other[8] ^= 1;
    }
    return stray.equals("noise") ? new byte[] {1, 2, 3} : other;
  }

  private static byte[] answer(Application application, byte[] question) {
    return switch (application) {
      case Dcc -> UdpProbersTest.dccOk(question);
      case Pyzor ->
          ("code: 200\r\nDiag: OK\r\nPV: 2.1\r\nThread:"
                  + new String(question, StandardCharsets.US_ASCII)
                      .replaceAll("(?s).*Thread: (\\d+).*", "$1")
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII);
      default -> {
        byte[] refused = question.clone();
        refused[2] |= (byte) 0x80;
        refused[3] = 5;
        yield refused;
      }
    };
  }

  @ParameterizedTest
  @CsvSource({
    "Code: 400 Diag: Bad PV: 2.1 Thread: 0, Answered",
    "Code: 505 Diag: Version PV: 3.0 Thread: 0, Answered",
    "Code: 200 Diag: OK PV: 2.1 Thread: 0, ForeignAnswer",
    "Code: 401 Diag: Unauthorized PV: 2.1 Thread: 0, Answered",
    "Code: 403 Diag: Forbidden PV: 2.1 Thread: 0, Answered",
    "Code: 413 Diag: Too large PV: 2.1 Thread: 0, Answered",
    "Code: 400 Diag: Bad PV: 2.1, Answered",
    "Code: 200 Diag: OK PV: 2.1, ForeignAnswer",
    "Diag: OK PV: 2.1 Thread: 0, ForeignAnswer"
  })
  void a_pyzor_error_that_knows_no_thread_has_the_number_0(String reply, Finding finding)
      throws IOException {
    byte[] lines =
        (reply.replaceAll(" (?=[A-Z][A-Za-z]*:)", "\n") + "\n\n")
            .getBytes(StandardCharsets.US_ASCII);
    try (LoopbackDatagrams server = new LoopbackDatagrams(question -> Stream.of(lines))) {
      assertThat(Loopback.ask(Application.Pyzor, PATIENT, server.port()).finding())
          .isEqualTo(finding);
    }
  }

  /** A server that serves no anonymous clients, or delays them; the text of an error has no end. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          6 | 4000 | DCC OK from brand; it delays answers to anonymous clients by 4,000 ms
          6 | 50   | DCC OK from brand
          7 | 0    | DCC error: unknown ID
          """)
  void a_dcc_server_that_does_not_serve_the_probe_has_answered(
      int operation, int delay, String evidence) throws IOException {
    try (LoopbackDatagrams server =
        new LoopbackDatagrams(
            question -> {
              byte[] answer = UdpProbersTest.dccOk(question);
              answer[3] = (byte) operation;
              byte[] text =
                  (operation == 6 ? "brand" : "unknown ID").getBytes(StandardCharsets.US_ASCII);
              int at = operation == 6 ? 28 : 24;
              Arrays.fill(answer, 24, 92, (byte) 0);
              if (operation == 6) {
                ByteBuffer.wrap(answer).putShort(26, (short) delay);
              }
              System.arraycopy(text, 0, answer, at, text.length);
              return Stream.of(answer);
            })) {
      assertThat(Loopback.ask(Application.Dcc, PATIENT, server.port()))
          .isEqualTo(ProbeResult.answered(evidence));
    }
  }

  /** DCC's own clients take such an answer (protocols.md section 3.5). */
  @Test
  void a_dcc_server_may_answer_from_another_of_its_addresses() throws IOException {
    try (LoopbackDatagrams server =
        new LoopbackDatagrams(
            question -> Stream.of(UdpProbersTest.dccOk(question)),
            InetAddress.getByName("127.0.0.2"))) {
      assertThat(Loopback.ask(Application.Dcc, PATIENT, server.port()))
          .isEqualTo(
              ProbeResult.answered(
                  "DCC OK from esg-lab; it answered from another address, 127.0.0.2"));
    }
  }

  /** Some proxies and firewalls cut an answer at 512 bytes and leave the flag as it was. */
  @Test
  void an_answer_whose_records_are_cut_off_is_an_answer() throws IOException {
    ProbeResult result =
        ask(
            Application.DnsUdp,
            (query, transport) -> {
              byte[] whole = answer(query).toWire();
              return Arrays.copyOf(whole, whole.length - 20);
            });
    assertThat(result.finding()).isEqualTo(Finding.Answered);
    assertThat(result.evidence()).contains("tc");
  }

  /** RFC 7766 section 8: the length and the message may come in pieces. */
  @Test
  void over_tcp_an_answer_comes_in_pieces_and_behind_another_one() throws IOException {
    try (LoopbackPeer server =
        new LoopbackPeer(
            connection -> {
              DataInputStream in = new DataInputStream(connection.getInputStream());
              byte[] question = new byte[in.readUnsignedShort()];
              in.readFully(question);
              byte[] refusal = question.clone();
              refusal[2] |= (byte) 0x80;
              refusal[3] = 5;
              byte[] other = refusal.clone();
              other[1] ^= 1;
              connection.setTcpNoDelay(true);
              for (byte[] message : new byte[][] {other, refusal}) {
                connection.getOutputStream().write(message.length >> 8);
                connection.getOutputStream().flush();
                connection.getOutputStream().write(message.length);
                connection.getOutputStream().write(message, 0, 5);
                connection.getOutputStream().flush();
                connection.getOutputStream().write(message, 5, message.length - 5);
              }
              in.read();
            })) {
      assertThat(Loopback.ask(Application.DnsTcp, PATIENT, server.port()).evidence())
          .startsWith("REFUSED");
    }
  }

  /** As servers that limit their rate, and load balancers, cut an answer. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void an_answer_that_is_cut_to_nothing_was_stripped_of_nothing(boolean authoritative)
      throws IOException {
    assertThat(
            root(
                (query, transport) -> {
                  if (query.getQuestion().getType() != Type.SOA) {
                    return answer(query).toWire();
                  }
                  Message cut = reply(query);
                  cut.getHeader().setFlag(Flags.TC);
                  if (authoritative) {
                    cut.getHeader().setFlag(Flags.AA);
                  }
                  return cut.toWire();
                }))
        .isEqualTo(Finding.Answered);
  }

  @ParameterizedTest
  @ValueSource(strings = {"REFUSED", "FORMERR", "SERVFAIL"})
  void a_second_question_that_is_refused_without_a_question_says_nothing(String error)
      throws IOException {
    assertThat(
            ask(
                    Application.DnsUdp,
                    (query, transport) -> {
                      if (query.getQuestion().getType() == Type.SOA) {
                        return answer(query).toWire();
                      }
                      Message refusal = new Message(query.getHeader().getID());
                      refusal.getHeader().setFlag(Flags.QR);
                      refusal.getHeader().setRcode(Rcode.value(error));
                      return refusal.toWire();
                    })
                .finding())
        .isEqualTo(Finding.Answered);
  }

  /** RFC 6891 section 6.1.2 and 6.1.3: options of any kind, and codes of twelve bits. */
  @ParameterizedTest
  @CsvSource({"0, NOERROR", "1, BADVERS", "1, BADCOOKIE"})
  void an_extended_code_and_unknown_options_are_an_answer(int extended, String code)
      throws IOException {
    int low = code.equals("BADCOOKIE") ? 7 : 0;
    ProbeResult result =
        ask(
            Application.DnsUdp,
            (query, transport) -> {
              Message answer =
                  extended == 0 ? reply(query) : new Message(query.getHeader().getID());
              answer.getHeader().setFlag(Flags.QR);
              answer.getHeader().setRcode(low);
              answer.addRecord(
                  new OPTRecord(
                      1_232,
                      extended,
                      0,
                      0,
                      Stream.<EDNSOption>of(
                              new ExtendedErrorCodeOption(22, "no"),
                              new GenericEDNSOption(65_001, new byte[] {1, 2, 3}),
                              new GenericEDNSOption(12, new byte[40]))
                          .toList()),
                  Section.ADDITIONAL);
              return answer.toWire();
            });
    assertThat(result.finding()).isEqualTo(Finding.Answered);
    assertThat(result.evidence()).startsWith(extended == 0 ? code : Rcode.string(16 + low));
  }

  private static Message reply(Message query) {
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(query.getQuestion(), Section.QUESTION);
    return answer;
  }
}
