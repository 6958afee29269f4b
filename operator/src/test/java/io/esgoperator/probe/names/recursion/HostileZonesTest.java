package io.esgoperator.probe.names.recursion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.esgoperator.model.Transport;
import io.esgoperator.probe.protocol.LoopbackDns;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Zones that lead astray cost a bounded number of questions, and become no fact. */
class HostileZonesTest {
  private static final String HOSTILE = "127.1.0.66";
  private static final Name VICTIM = NameWorld.name("mail.evil.test");

  private final NameWorld world = new NameWorld();

  @BeforeEach
  void serve() throws IOException {
    world
        .server(NameWorld.ROOT)
        .zone(".", "evil.test. NS ns.evil.test.", "ns.evil.test. A " + HOSTILE, "test. TXT x");
  }

  @AfterEach
  void stop() throws IOException {
    world.close();
  }

  private Lookup lookup() {
    return world.recursion().lookups(80).of(VICTIM, Type.A);
  }

  private static final ZoneServer HONEST =
      new ZoneServer().zone("evil.test", "mail A 192.0.2.1", "mail A 192.0.2.2");

  /** Spoils each honest answer. */
  private static LoopbackDns.Answers spoilt(UnaryOperator<Message> spoiling) {
    return HONEST.spoilt(spoiling);
  }

  private static LoopbackDns.Answers zone(String... lines) {
    return new ZoneServer().zone("evil.test", lines);
  }

  private static Message without(Message answer, int flag) {
    answer.getHeader().unsetFlag(flag);
    return answer;
  }

  private static Message with(Message answer, int flag) {
    answer.getHeader().setFlag(flag);
    return answer;
  }

  private static Message referring(Message answer, String zone, String server) {
    answer.removeAllRecords(Section.ANSWER);
    answer.addRecord(
        new NSRecord(NameWorld.name(zone), DClass.IN, 300, NameWorld.name(server)),
        Section.AUTHORITY);
    return without(answer, Flags.AA);
  }

  private static Message renumbered(Message answer) {
    answer.getHeader().setID(answer.getHeader().getID() ^ 1);
    return answer;
  }

  private static Message aboutOther(Message answer) {
    answer.removeAllRecords(Section.QUESTION);
    answer.addRecord(
        Record.newRecord(NameWorld.name("other.test"), Type.A, DClass.IN), Section.QUESTION);
    return answer;
  }

  private static Message failing(Message answer, int rcode) {
    answer.removeAllRecords(Section.ANSWER);
    answer.getHeader().setRcode(rcode);
    return answer;
  }

  static Stream<Arguments> manners() {
    return Stream.of(
        arguments("silence", (LoopbackDns.Answers) (query, over) -> null, "does not answer"),
        arguments("SERVFAIL", spoilt(one -> failing(one, Rcode.SERVFAIL)), "answers SERVFAIL"),
        arguments("REFUSED", spoilt(one -> failing(one, Rcode.REFUSED)), "answers REFUSED"),
        arguments("a memory", spoilt(one -> without(one, Flags.AA)), "answers without authority"),
        arguments(
            "NXDOMAIN of a memory",
            spoilt(one -> without(failing(one, Rcode.NXDOMAIN), Flags.AA)),
            "answers without authority"),
        arguments(
            "a resolver",
            spoilt(one -> with(without(one, Flags.AA), Flags.RA)),
            "is answered for by a resolver"),
        arguments(
            "referral to itself",
            spoilt(one -> referring(one, "evil.test", "ns.evil.test")),
            "refers to where the question came from"),
        arguments(
            "referral upward",
            spoilt(one -> referring(one, "test", "ns.evil.test")),
            "refers to where the question came from"),
        arguments(
            "referral aside",
            spoilt(one -> referring(one, "other.evil.test", "ns.evil.test")),
            "refers to where the question came from"),
        arguments("another ID", spoilt(HostileZonesTest::renumbered), "another question"),
        arguments("another question", spoilt(HostileZonesTest::aboutOther), "another question"),
        arguments("no DNS", (LoopbackDns.Answers) (query, over) -> new byte[5], "5 other bytes"),
        arguments(
            "TCP that ends",
            (LoopbackDns.Answers)
                (query, over) -> {
                  if (over == Transport.TCP) {
                    throw new IOException("the end");
                  }
                  return ZoneServer.wire(with(HONEST.answer(query), Flags.TC), over);
                },
            "cannot be asked"),
        arguments("aliases in a circle", zone("mail CNAME mile", "mile CNAME mail"), "aliases"),
        arguments(
            "private addresses",
            zone("mail NS ns.mail", "mail NS n2.mail", "ns.mail A 10.0.0.1", "n2.mail A 127.0.0.1"),
            "has an address in the world"),
        arguments("glue of others", zone("mail NS ns.bank.test."), "has an address in the world"),
        arguments(
            "servers without an address", zone("mail NS ns.mail"), "has an address in the world"),
        arguments(
            "a thousand servers",
            zone(
                IntStream.range(0, 1_000)
                    .mapToObj("mail NS s%d.none.test."::formatted)
                    .toArray(String[]::new)),
            "has an address in the world"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("manners")
  void what_is_no_fact_is_not_known(String manner, LoopbackDns.Answers answers, String why)
      throws IOException {
    world.server(HOSTILE, answers);
    assertThat(lookup())
        .isInstanceOfSatisfying(
            Lookup.Failed.class, failed -> assertThat(failed.why()).contains(why));
    assertThat(world.asked()).hasSizeLessThanOrEqualTo(10);
  }

  @Test
  void glue_for_a_name_outside_the_zone_is_not_believed() throws IOException {
    world.server(
        HOSTILE,
        spoilt(
            one -> {
              Message referral = referring(one, "mail.evil.test", "ns.bank.test");
              ZoneServer.records(NameWorld.name("bank.test"), "ns A 127.1.0.67").stream()
                  .skip(1)
                  .forEach(glue -> referral.addRecord(glue, Section.ADDITIONAL));
              return referral;
            }));
    world.server("127.1.0.67").zone("mail.evil.test", "@ A 192.0.2.66");
    assertThat(lookup()).isInstanceOf(Lookup.Failed.class);
    assertThat(world.asked()).noneMatch(asked -> asked.startsWith("127.1.0.67"));
  }

  @Test
  void a_private_address_is_never_asked() throws IOException {
    world.server(HOSTILE, zone("mail NS ns.mail", "ns.mail A 127.2.0.1"));
    world.server("127.2.0.1").zone("mail.evil.test", "@ A 192.0.2.66");
    assertThat(lookup()).isInstanceOf(Lookup.Failed.class);
    assertThat(world.asked()).noneMatch(asked -> asked.startsWith("127.2.0.1"));
  }

  /** Each name leads to thirteen servers whose names lead to thirteen others. */
  @Test
  void a_maze_of_names_of_servers_ends_by_the_allowance() throws IOException {
    world.server(
        HOSTILE,
        (query, transport) -> {
          Message answer = new Message(query.getHeader().getID());
          answer.getHeader().setFlag(Flags.QR);
          answer.addRecord(query.getQuestion(), Section.QUESTION);
          Name asked = query.getQuestion().getName();
          Name cut = new Name(asked, asked.labels() - 4);
          for (int server = 0; server < 13; server++) {
            answer.addRecord(
                new NSRecord(
                    cut,
                    DClass.IN,
                    300,
                    Name.fromConstantString(
                        "ns.s%d%s.evil.test.".formatted(server, cut.getLabelString(0)))),
                Section.AUTHORITY);
          }
          return ZoneServer.wire(answer, transport);
        });
    long begin = System.nanoTime();
    assertThat(lookup()).isInstanceOf(Lookup.Failed.class);
    assertThat(world.asked()).hasSizeLessThanOrEqualTo(30);
    assertThat(System.nanoTime() - begin).isLessThan(5_000_000_000L);
  }

  @Test
  void two_zones_that_hold_each_others_servers_end() throws IOException {
    world.server(
        HOSTILE, new ZoneServer().zone("evil.test", "mail NS ns.web", "web NS ns.mail", "x TXT x"));
    assertThat(lookup()).isInstanceOf(Lookup.Failed.class);
    assertThat(world.asked()).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void a_text_of_64_kilobytes_is_read_over_tcp() throws IOException {
    String text = ("\"" + "x".repeat(255) + "\" ").repeat(248);
    world.server(HOSTILE, zone("mail TXT " + text));
    Lookup found = world.recursion().lookups(80).of(VICTIM, Type.TXT);
    assertThat(found).isInstanceOf(Lookup.Found.class);
  }

  @ParameterizedTest
  @CsvSource({"250, true", "251, false"})
  void of_a_name_with_thousands_of_records_nothing_is_kept(int records, boolean isKnown)
      throws IOException {
    world.server(
        HOSTILE,
        zone(
            IntStream.range(0, records)
                .mapToObj(number -> "mail A 192.0.%d.%d".formatted(number / 200, number % 200))
                .toArray(String[]::new)));
    Lookup found = world.recursion().lookups(80).of(VICTIM, Type.A);
    assertThat(found instanceof Lookup.Found).isEqualTo(isKnown);
    assertThat(isKnown || found.toString().contains("more than 250 records")).isTrue();
  }

  @Test
  void an_answer_has_no_more_questions_than_it_is_allowed() throws IOException {
    world.server(HOSTILE, HONEST);
    Recursion run = world.recursion();
    Lookups lookups = run.lookups(3);
    List<Lookup> all =
        IntStream.range(0, 10)
            .mapToObj(number -> lookups.of(NameWorld.name(number + ".evil.test"), Type.A))
            .toList();
    assertThat(all.get(9)).isEqualTo(new Lookup.Failed("more than 3 questions for this answer"));
    assertThat(world.asked()).hasSize(3);
  }

  @Test
  void a_spent_answer_leaves_its_question_to_others() throws IOException {
    world.server(HOSTILE, HONEST);
    Recursion run = world.recursion();
    assertThat(run.lookups(1).of(VICTIM, Type.A)).isInstanceOf(Lookup.Failed.class);
    assertThat(run.lookups(1).of(VICTIM, Type.A)).isInstanceOf(Lookup.Found.class);
  }

  @Test
  void a_run_has_no_more_questions_than_it_is_allowed() throws IOException {
    world.server(HOSTILE, HONEST);
    Recursion run = world.recursion();
    for (int number = 0; number < 500; number++) {
      run.lookups(80).of(NameWorld.name(number + ".evil.test"), Type.A);
    }
    assertThat(run.questions()).isEqualTo(Recursion.MOST_QUESTIONS);
    assertThat(world.asked()).hasSize(Recursion.MOST_QUESTIONS);
  }
}
