package io.esgoperator.probe.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.identity.Told;
import io.esgoperator.model.Application;
import io.esgoperator.model.Transport;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Address;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** A server that returns the client's address, behind all kinds of NAT and redirection. */
class DnsReflectionTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Name WHOAMI = Name.fromConstantString("whoami.example.net.");
  private static final String ONE = "203.0.113.5";
  private static final String OTHER = "198.18.1.2";

  private final List<Message> questions = Collections.synchronizedList(new ArrayList<>());
  private final List<Transport> transports = Collections.synchronizedList(new ArrayList<>());

  @ParameterizedTest
  @CsvSource({"203.0.113.5", "2001:db8:113::5"})
  void a_client_that_leaves_by_one_address_is_asked_once_over_each_transport(String address)
      throws IOException {
    ProbeResult result = ask(transport -> address);
    assertThat(result)
        .isEqualTo(
            ProbeResult.answered(
                    "over UDP the reflector saw %s, over TCP %s".formatted(address, address))
                .telling(new Told(address, null)));
    assertThat(transports).containsExactly(Transport.UDP, Transport.TCP);
  }

  @ParameterizedTest
  @CsvSource({"203.0.113.5, 198.18.1.2", "2001:db8:113::5, fd00:e59:1::2"})
  void another_address_over_one_transport_differs_when_it_always_does(String udp, String tcp)
      throws IOException {
    ProbeResult result = ask(transport -> transport == Transport.UDP ? udp : tcp);
    assertThat(result)
        .isEqualTo(
            new ProbeResult(
                Finding.EgressDiffers,
                "over UDP the reflector saw %s, over TCP %s".formatted(udp, tcp)));
    assertThat(transports).hasSize(16);
  }

  @Test
  void the_question_is_short_and_for_no_resolver() throws IOException {
    ask(transport -> ONE);
    assertThat(questions)
        .allSatisfy(
            question -> {
              assertThat(question.getHeader().getFlag(Flags.RD)).isFalse();
              assertThat(question.getOPT()).isNull();
              assertThat(question.getQuestion().getType()).isEqualTo(Type.TXT);
              assertThat(question.getQuestion().getName()).isEqualTo(WHOAMI);
            });
    assertThat(questions)
        .extracting(question -> question.getHeader().getID())
        .doesNotHaveDuplicates();
  }

  @Test
  void a_nat_that_takes_its_addresses_in_turn_shows_nothing() throws IOException {
    assertThat(ask(transport -> transports.size() % 2 == 1 ? ONE : OTHER).finding())
        .isEqualTo(Finding.Answered);
  }

  @ParameterizedTest
  @EnumSource
  void a_nat_that_takes_another_address_for_the_last_flow_shows_nothing(Transport stable)
      throws IOException {
    assertThat(
            ask(transport -> transport == stable || transports.size() > 14 ? ONE : OTHER).finding())
        .isEqualTo(Finding.Answered);
  }

  @Test
  void addresses_of_two_families_show_nothing() throws IOException {
    assertThat(ask(transport -> transport == Transport.UDP ? ONE : "2001:db8:113::5").finding())
        .isEqualTo(Finding.Answered);
  }

  @ParameterizedTest
  @EnumSource
  void silence_over_one_transport_shows_nothing(Transport silent) throws IOException {
    assertThat(
            answered(SHORT, (query, transport) -> transport == silent ? null : told(query, ONE))
                .finding())
        .isIn(Finding.NoAnswer, Finding.Held);
  }

  @Test
  void silence_at_a_later_question_shows_nothing() throws IOException {
    assertThat(
            answered(
                    SHORT,
                    (query, transport) ->
                        transports.size() > 12
                            ? null
                            : told(query, transport == Transport.UDP ? ONE : OTHER))
                .finding())
        .isNotEqualTo(Finding.EgressDiffers);
  }

  @Test
  void bytes_that_are_no_dns_show_nothing_here() throws IOException {
    assertThat(
            answered((query, transport) -> "blocked".getBytes(StandardCharsets.US_ASCII)).finding())
        .isNotEqualTo(Finding.EgressDiffers);
  }

  @Test
  void the_clients_network_that_a_resolver_added_is_not_the_clients_address() throws IOException {
    assertThat(
            answered(
                    (query, transport) ->
                        told(
                            query,
                            ONE,
                            transport == Transport.UDP
                                ? "edns0-client-subnet 198.18.1.0/24"
                                : "edns0-client-subnet 198.18.9.0/24"))
                .evidence())
        .isEqualTo("over UDP the reflector saw 203.0.113.5, over TCP 203.0.113.5");
  }

  @ParameterizedTest
  @CsvSource({"''", "1732600000", "999.1.1.1", "203.0.113.5.example.net", "203.0.113.0/24"})
  void a_text_that_is_no_address_gives_no_address(String text) throws IOException {
    assertThat(ask(transport -> text).evidence())
        .isEqualTo("no single address in the answer over UDP");
  }

  @Test
  void two_addresses_give_no_address() throws IOException {
    assertThat(answered((query, transport) -> told(query, ONE, OTHER)).evidence())
        .isEqualTo("no single address in the answer over UDP");
  }

  @ParameterizedTest
  @CsvSource({"203.0.113.5", "2001:db8:113::5"})
  void a_server_may_tell_it_by_an_address_record_beside_the_answer(String address)
      throws IOException {
    assertThat(answeredBeside(WHOAMI, address).finding()).isEqualTo(Finding.Answered);
  }

  @Test
  void the_address_of_a_name_server_is_not_the_clients() throws IOException {
    assertThat(answeredBeside(Name.fromConstantString("ns1.example.net."), ONE).evidence())
        .isEqualTo("no single address in the answer over UDP");
  }

  @Test
  void an_error_without_the_question_gives_no_address() throws IOException {
    assertThat(
            answered(
                    (query, transport) -> {
                      Message error = new Message(query.getHeader().getID());
                      error.getHeader().setFlag(Flags.QR);
                      error.getHeader().setRcode(Rcode.FORMERR);
                      error.addRecord(new OPTRecord(1_232, 0, 0), Section.ADDITIONAL);
                      return error.toWire();
                    })
                .evidence())
        .isEqualTo("no single address in the answer over UDP");
  }

  private ProbeResult ask(Function<Transport, String> seen) throws IOException {
    return answered((query, transport) -> told(query, seen.apply(transport)));
  }

  private ProbeResult answeredBeside(Name owner, String address) throws IOException {
    return answered((query, transport) -> with(query, Section.ADDITIONAL, address(owner, address)));
  }

  private ProbeResult answered(LoopbackDns.Answers answers) throws IOException {
    return answered(TIMEOUT, answers);
  }

  private ProbeResult answered(Duration timeout, LoopbackDns.Answers answers) throws IOException {
    try (LoopbackDns server =
        LoopbackDns.start(
            (query, transport) -> {
              questions.add(query);
              transports.add(transport);
              return answers.to(query, transport);
            })) {
      return LoopbackPeer.ask(
          new Probers(null)
              .inspectors()
              .reflection()
              .apply(Application.DnsUdp, "whoami.example.net"),
          "127.0.0.1",
          server.port(),
          timeout);
    }
  }

  private static byte[] told(Message query, String... texts) {
    return with(
        query,
        Section.ANSWER,
        List.of(texts).stream()
            .map(text -> new TXTRecord(query.getQuestion().getName(), DClass.IN, 0, text))
            .toArray(Record[]::new));
  }

  private static byte[] with(Message query, int section, Record... records) {
    Message answer = RootServer.empty(query);
    for (Record record : records) {
      answer.addRecord(record, section);
    }
    return answer.toWire();
  }

  private static Record address(Name name, String literal) throws IOException {
    InetAddress address = Address.getByAddress(literal);
    return address.getAddress().length == 4
        ? new ARecord(name, DClass.IN, 0, address)
        : new AAAARecord(name, DClass.IN, 0, address);
  }
}
