package io.esgoperator.probe.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Application;
import io.esgoperator.model.Trait;
import io.esgoperator.model.Transport;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSIDOption;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The DNS prober against a root server, and against what spoils its answers. */
class DnsInspectionTest extends DnsInspectionFixture {
  @ParameterizedTest
  @EnumSource(names = {"DnsUdp", "DnsTcp"})
  void an_honest_root_server_answers(Application application) throws IOException {
    assertThat(ask(application, honest(), Trait.AuthoritativeRoot).finding())
        .isEqualTo(Finding.Answered);
  }

  @ParameterizedTest
  @EnumSource(names = {"DnsUdp", "DnsTcp"})
  void a_resolver_in_the_place_of_a_root_server_was_redirected_to(Application application)
      throws IOException {
    ProbeResult result = ask(application, resolver(), Trait.AuthoritativeRoot);
    assertThat(result.finding()).isEqualTo(Finding.DnsRedirected);
    assertThat(result.evidence())
        .isEqualTo("asked for the root's SOA without recursion, got NOERROR with flags qr ra");
  }

  @Test
  void one_sign_of_a_resolver_is_enough() throws IOException {
    assertThat(root(spoiling(Type.SOA, RootServer::withoutAuthority)))
        .isEqualTo(Finding.DnsRedirected);
    assertThat(root(spoiling(Type.SOA, RootServer::offeringRecursion)))
        .isEqualTo(Finding.DnsRedirected);
  }

  @Test
  void a_resolver_that_the_user_named_may_be_one() throws IOException {
    assertThat(ask(Application.DnsUdp, resolver(), Trait.Unrelated).finding())
        .isEqualTo(Finding.Answered);
  }

  /** By its identifier (RFC 5001), which many servers have in common where it is no host's name. */
  @ParameterizedTest
  @CsvSource({
    "ns1.fra.example.net, ns1.fra.example.net",
    "ns1, ",
    "12m45, ",
    "10.0.0.1, ",
    "localhost, ",
    "'', "
  })
  void a_server_that_names_a_host_tells_itself_from_others(String id, String mark)
      throws IOException {
    ProbeResult result =
        ask(
            Application.DnsUdp,
            (query, transport) -> {
              Message answer = answer(query);
              answer.removeAllRecords(Section.ADDITIONAL);
              answer.addRecord(
                  new OPTRecord(
                      1_232,
                      0,
                      0,
                      0,
                      List.of(new NSIDOption(id.getBytes(StandardCharsets.US_ASCII)))),
                  Section.ADDITIONAL);
              return answer.toWire();
            });
    assertThat(result.mark())
        .isEqualTo(mark == null ? null : new ProbeResult.Mark(mark, Finding.SameEverywhere));
  }

  /** RFC 1035 section 4.1.1: what cannot be read has no question to repeat. */
  @ParameterizedTest
  @CsvSource({
    "DnsUdp, FORMERR",
    "DnsTcp, FORMERR",
    "DnsUdp, NOTIMP",
    "DnsTcp, REFUSED",
    "DnsUdp, SERVFAIL"
  })
  void an_error_without_the_question_is_an_answer(Application application, String error)
      throws IOException {
    ProbeResult result = ask(application, failing(error), Trait.Unrelated);
    assertThat(result.finding()).isEqualTo(Finding.Answered);
    assertThat(result.evidence()).startsWith(error + ", flags qr");
  }

  /** As one that limits its answers, or refuses by the name. */
  @Test
  void a_later_error_without_the_question_shows_nothing() throws IOException {
    LoopbackDns.Answers partly =
        (query, transport) ->
            query.getQuestion().getType() == Type.A
                ? failing("REFUSED").to(query, transport)
                : answer(query).toWire();
    assertThat(ask(Application.DnsUdp, partly, Trait.Unrelated).finding())
        .isEqualTo(Finding.Answered);
    assertThat(root(partly)).isEqualTo(Finding.Answered);
  }

  @Test
  void a_root_server_understands_the_question() throws IOException {
    assertThat(root(failing("REFUSED"))).isEqualTo(Finding.DnsRedirected);
  }

  @Test
  void an_answer_without_the_question_is_none() throws IOException {
    assertThat(ask(Application.DnsUdp, failing("NOERROR"), Trait.Unrelated).finding())
        .isEqualTo(Finding.ForeignAnswer);
  }

  @Test
  void nothing_is_known_of_the_edns_of_a_server_that_the_user_named() throws IOException {
    assertThat(
            ask(Application.DnsUdp, spoiling(Type.SOA, RootServer::withoutEdns), Trait.Unrelated)
                .finding())
        .isEqualTo(Finding.Answered);
  }

  @Test
  void an_answer_without_edns_was_stripped_of_it() throws IOException {
    assertThat(root(spoiling(Type.SOA, RootServer::withoutEdns))).isEqualTo(Finding.EdnsStripped);
  }

  @Test
  void an_answer_with_edns_that_knows_nothing_of_dnssec_was_stripped_of_it() throws IOException {
    assertThat(root(spoiling(Type.SOA, RootServer::withoutDnssec)))
        .isEqualTo(Finding.DnssecStripped);
  }

  @Test
  void an_answer_without_signatures_was_stripped_of_them() throws IOException {
    assertThat(root(spoiling(Type.SOA, RootServer::unsigned))).isEqualTo(Finding.DnssecStripped);
  }

  @Test
  void a_name_that_comes_back_in_lower_case_was_rewritten_whoever_answers() throws IOException {
    assertThat(ask(Application.DnsUdp, spoiling(Type.A, RootServer::lowerCased)).finding())
        .isEqualTo(Finding.CaseChanged);
  }

  @Test
  void an_address_for_a_name_that_does_not_exist_is_no_root_servers_answer() throws IOException {
    LoopbackDns.Answers wildcard = spoiling(Type.A, RootServer::withAddress);
    assertThat(root(wildcard)).isEqualTo(Finding.DnsRedirected);
    assertThat(ask(Application.DnsUdp, wildcard).finding()).isEqualTo(Finding.Answered);
  }

  @ParameterizedTest
  @CsvSource({"512, EdnsClamped", "1232, Answered"})
  void a_cut_answer_is_clamped_where_tcp_shows_that_it_had_room(int length, Finding finding)
      throws IOException {
    keyLength = length;
    assertThat(root(overUdp(Type.DNSKEY, query -> RootServer.cut(answer(query)).toWire())))
        .isEqualTo(finding);
  }

  @ParameterizedTest
  @CsvSource({"512, LongAnswersLost", "1232, Answered"})
  void silence_is_a_lost_answer_where_tcp_shows_that_it_had_room(int length, Finding finding)
      throws IOException {
    keyLength = length;
    assertThat(root(overUdp(Type.DNSKEY, query -> null))).isEqualTo(finding);
  }

  @Test
  void an_answer_that_is_silent_over_tcp_too_says_nothing_about_its_length() throws IOException {
    assertThat(
            root(
                (query, transport) ->
                    query.getQuestion().getType() == Type.DNSKEY ? null : answer(query).toWire()))
        .isEqualTo(Finding.Answered);
  }

  @Test
  void a_name_without_an_answer_does_not_use_up_the_time_for_the_long_answer() throws IOException {
    assertThat(root(overUdp(Type.A, query -> null))).isEqualTo(Finding.Answered);
  }

  @Test
  void a_tcp_port_that_another_path_is_to_judge_does_not_spoil_the_udp_one() throws IOException {
    assertThat(
            root(
                (query, transport) -> {
                  if (transport == Transport.TCP) {
                    return "not DNS".getBytes(StandardCharsets.US_ASCII);
                  }
                  return query.getQuestion().getType() == Type.DNSKEY
                      ? RootServer.cut(answer(query)).toWire()
                      : answer(query).toWire();
                }))
        .isEqualTo(Finding.Answered);
  }

  @Test
  void a_foreign_answer_to_the_second_question_is_one_all_the_same() throws IOException {
    assertThat(root(overUdp(Type.A, query -> "blocked".getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo(Finding.ForeignAnswer);
  }

  @Test
  void a_server_that_hangs_up_on_the_second_question_has_answered_the_first() throws IOException {
    assertThat(
            ask(
                    Application.DnsTcp,
                    (query, transport) -> {
                      if (query.getQuestion().getType() == Type.A) {
                        throw new EOFException();
                      }
                      return answer(query).toWire();
                    },
                    Trait.AuthoritativeRoot)
                .finding())
        .isEqualTo(Finding.Answered);
  }

  private LoopbackDns.Answers honest() {
    return (query, transport) -> answer(query).toWire();
  }

  /** The header alone: an identifier, flags and a code, and four counts of nothing. */
  private static LoopbackDns.Answers failing(String error) {
    return (query, transport) -> {
      Message answer = new Message(query.getHeader().getID());
      answer.getHeader().setFlag(Flags.QR);
      answer.getHeader().setRcode(Rcode.value(error));
      return answer.toWire();
    };
  }

  private LoopbackDns.Answers resolver() {
    return spoiling(
        Type.SOA, answer -> RootServer.withoutAuthority(RootServer.offeringRecursion(answer)));
  }

  /** A device on the path changes the answers to one kind of question. */
  private LoopbackDns.Answers spoiling(int type, UnaryOperator<Message> spoil) {
    return (query, transport) ->
        query.getQuestion().getType() == type
            ? spoil.apply(answer(query)).toWire()
            : answer(query).toWire();
  }

  private LoopbackDns.Answers overUdp(int type, Function<Message, byte[]> answering) {
    return (query, transport) ->
        transport == Transport.UDP && query.getQuestion().getType() == type
            ? answering.apply(query)
            : answer(query).toWire();
  }
}
