package io.esgoperator.probe.names.recursion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Transport;
import io.esgoperator.probe.protocol.LoopbackDns;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Name servers that stray from the standard, beside which mail flows all the same. */
class OddServersTest extends OddZonesFixture {
  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments("FORMERR", (UnaryOperator<Message>) one -> bare(one, Rcode.FORMERR)),
        arguments("NOTIMP", (UnaryOperator<Message>) one -> bare(one, Rcode.NOTIMP)),
        arguments("BADVERS", (UnaryOperator<Message>) OddZonesFixture::badVersion));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void a_server_that_refuses_edns_is_asked_without(String word, UnaryOperator<Message> refusing)
      throws IOException {
    world.server(
        FIRST,
        (query, transport) ->
            query.getOPT() == null
                ? ZoneServer.wire(HONEST.answer(query), transport)
                : ZoneServer.wire(refusing.apply(HONEST.answer(query)), transport));
    assertThat(lookup("mail.odd.test", Type.A)).isEqualTo("192.0.2.1");
    assertThat(lookup("long.odd.test", Type.TXT)).hasSizeGreaterThan(2_000);
    assertThat(world.asked()).endsWith(FIRST + " TCP long.odd.test. TXT");
  }

  @Test
  void a_server_that_refuses_both_is_asked_twice() throws IOException {
    world.server(FIRST, spoilt(one -> bare(one, Rcode.FORMERR)));
    world.server(SECOND, spoilt(one -> bare(one, Rcode.NOTIMP)));
    assertThat(lookup("mail.odd.test", Type.A)).contains(SECOND + " answers NOTIMP");
    assertThat(world.asked()).hasSize(1 + 2 + 2);
  }

  static Stream<Arguments> lame() {
    return Stream.of(
        arguments("silence", (LoopbackDns.Answers) (query, over) -> null),
        arguments("REFUSED", spoilt(one -> bare(one, Rcode.REFUSED))),
        arguments("SERVFAIL", spoilt(one -> bare(one, Rcode.SERVFAIL))),
        arguments("FORMERR", spoilt(one -> bare(one, Rcode.FORMERR))),
        arguments("no authority", spoilt(one -> unset(one, Flags.AA))),
        arguments("the parent's zone", spoilt(one -> speakingFor(one, "test"))),
        arguments("a root of its own", spoilt(one -> speakingFor(one, "."))),
        arguments("a zone aside", spoilt(one -> speakingFor(one, "provider.example"))),
        arguments("referral to the root", spoilt(one -> referring(one, "."))),
        arguments("referral to itself", spoilt(one -> referring(one, "odd.test"))),
        arguments("no DNS", (LoopbackDns.Answers) (query, over) -> new byte[3]),
        arguments(
            "TCP that is closed",
            (LoopbackDns.Answers)
                (query, over) -> {
                  if (over == Transport.TCP) {
                    throw new IOException("closed");
                  }
                  return ZoneServer.wire(set(HONEST.answer(query), Flags.TC), over);
                }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lame")
  void the_other_server_of_a_zone_answers_where_one_is_lame(
      String manner, LoopbackDns.Answers answers) throws IOException {
    world.server(FIRST, answers);
    world.server(SECOND, HONEST);
    assertThat(lookup("mail.odd.test", Type.A)).isEqualTo("192.0.2.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"test.", ".", "provider.example."})
  void the_absence_that_a_server_tells_of_another_zone_is_no_fact(String zone) throws IOException {
    world.server(FIRST, spoilt(one -> speakingFor(one, zone)));
    world.server(SECOND, spoilt(one -> speakingFor(one, zone)));
    assertThat(lookup("mail.odd.test", Type.A))
        .contains(SECOND + " speaks for %s instead: it does not serve the zone".formatted(zone));
  }

  @ParameterizedTest
  @ValueSource(strings = {"odd.test.", "mail.odd.test."})
  void the_absence_in_the_zone_or_beneath_it_is_a_fact(String zone) throws IOException {
    world.server(FIRST, spoilt(one -> speakingFor(one, zone)));
    assertThat(lookup("mail.odd.test", Type.A)).isEqualTo(new Lookup.Absent(false).toString());
  }

  @Test
  void an_absence_may_lack_its_start_of_authority() throws IOException {
    world.server(FIRST, spoilt(OddZonesFixture::empty));
    assertThat(lookup("mail.odd.test", Type.A)).isEqualTo(new Lookup.Absent(true).toString());
  }

  @Test
  void an_absence_may_come_with_the_servers_of_a_zone_above() throws IOException {
    world.server(FIRST, spoilt(one -> set(referring(one, "test"), Flags.AA)));
    assertThat(lookup("mail.odd.test", Type.A)).isEqualTo(new Lookup.Absent(true).toString());
  }

  @Test
  void glue_that_is_no_longer_true_is_looked_up() throws IOException {
    world.server(
        FIRST, (query, transport) -> ZoneServer.wire(bare(query, Rcode.REFUSED), transport));
    world.server(SECOND, HONEST);
    world.server(ELSEWHERE).zone("host.test", "ns A " + SECOND);
    assertThat(
            lookupIn(
                "odd.test. NS ns.host.test.",
                "ns.host.test. A " + FIRST,
                "host.test. NS a.host.test.",
                "a.host.test. A " + ELSEWHERE))
        .isEqualTo("192.0.2.1");
  }

  @Test
  void a_server_that_was_asked_by_its_glue_is_not_asked_again() throws IOException {
    world.server(FIRST, spoilt(one -> bare(one, Rcode.REFUSED)));
    world.server(SECOND, spoilt(one -> bare(one, Rcode.REFUSED)));
    world.server(ELSEWHERE).zone("host.test", "ns1 A " + FIRST, "ns2 A " + SECOND);
    assertThat(
            lookupIn(
                "odd.test. NS ns1.host.test.",
                "odd.test. NS ns2.host.test.",
                "ns1.host.test. A " + FIRST,
                "ns2.host.test. A " + SECOND,
                "host.test. NS a.host.test.",
                "a.host.test. A " + ELSEWHERE))
        .contains("answers REFUSED");
    assertThat(world.asked()).filteredOn(asked -> asked.contains("mail.odd.test")).hasSize(1 + 2);
  }

  @Test
  void a_server_without_glue_is_looked_up_where_all_addresses_of_another_are_lame()
      throws IOException {
    world.server(
        FIRST, (query, transport) -> ZoneServer.wire(bare(query, Rcode.REFUSED), transport));
    world.server(SECOND, HONEST);
    world
        .server(ELSEWHERE)
        .zone("host.test", "ns1 A " + FIRST, "ns1 A 127.1.0.34", "ns2 A " + SECOND);
    world.server(
        "127.1.0.34", (query, transport) -> ZoneServer.wire(bare(query, Rcode.REFUSED), transport));
    assertThat(
            lookupIn(
                "odd.test. NS ns1.host.example.",
                "odd.test. NS ns1.host.test.",
                "odd.test. NS ns2.host.test.",
                "host.test. NS a.host.test.",
                "a.host.test. A " + ELSEWHERE))
        .isEqualTo("192.0.2.1");
  }

  @Test
  void servers_of_the_other_family_alone_cannot_be_asked() throws IOException {
    assertThat(lookupIn("odd.test. NS a.odd.test.", "a.odd.test. AAAA 2001:db8::53"))
        .contains("no name server of odd.test. has an address in the world (IPv4)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          192.0.2.1 192.0.2.2 192.0.2.3 2001:db8::1 2001:db8::2 2001:db8::3 | 192.0.2.1 192.0.2.2 2001:db8::1 2001:db8::2
          2001:db8::1                                                       | 2001:db8::1
          2001:db8::1 192.0.2.1                                             | 192.0.2.1 2001:db8::1
          """)
  void a_server_is_known_by_two_addresses_of_each_family(String glue, String known) {
    Record question = Record.newRecord(NameWorld.name("mail.odd.test"), Type.A, DClass.IN);
    Message referral = referring(Message.newQuery(question), "odd.test");
    referral.removeAllRecords(Section.AUTHORITY);
    referral.addRecord(
        new NSRecord(NameWorld.name("odd.test"), DClass.IN, 300, NameWorld.name("a.odd.test")),
        Section.AUTHORITY);
    Stream.concat(
            Stream.of("b A 192.0.2.99", "b AAAA 2001:db8::99"),
            Stream.of(glue.split(" "))
                .map(one -> "a %s %s".formatted(one.contains(":") ? "AAAA" : "A", one)))
        .flatMap(line -> ZoneServer.records(NameWorld.name("odd.test"), line).stream().skip(1))
        .forEach(one -> referral.addRecord(one, Section.ADDITIONAL));
    assertThat(new AnswerReading(Name.root, question).of(referral))
        .isEqualTo(
            new Said.Referral(
                new Said.Zone(
                    NameWorld.name("odd.test"),
                    List.of(),
                    Stream.of(known.split(" ")).map(Cidr::literal).toList())));
  }
}
