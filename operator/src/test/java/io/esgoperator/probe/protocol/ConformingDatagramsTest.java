package io.esgoperator.probe.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Application;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
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
    "Code: 200 Diag: OK PV: 2.1 Thread: 0, ForeignAnswer"
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
