package io.esgoperator.probe.names.recursion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Zones that stray from the usual, beside which mail flows all the same. */
class OddZonesTest extends OddZonesFixture {
  @ParameterizedTest(name = "{0} aliases: {1}")
  @CsvSource({"11, 192.0.2.1", "12, Failed[why=more than 11 aliases]"})
  void eleven_aliases_are_followed(int aliases, String said) throws IOException {
    world
        .server(FIRST)
        .zone(
            "odd.test",
            IntStream.rangeClosed(0, aliases)
                .mapToObj(
                    one ->
                        one == aliases
                            ? "c%d A 192.0.2.1".formatted(one)
                            : "c%d CNAME c%d".formatted(one, one + 1))
                .toArray(String[]::new));
    assertThat(lookup("c0.odd.test", Type.A)).isEqualTo(said);
  }

  @Test
  void a_name_beneath_one_that_does_not_exist_is_found() throws IOException {
    world.server(
        FIRST,
        spoilt(
            one -> {
              if (one.getSection(Section.ANSWER).isEmpty()) {
                one.getHeader().setRcode(Rcode.NXDOMAIN);
              }
              return one;
            }));
    assertThat(lookup("empty.odd.test", Type.A)).isEqualTo(new Lookup.Absent(false).toString());
    assertThat(lookup("host.empty.odd.test", Type.A)).isEqualTo("192.0.2.3");
  }

  @Test
  void a_name_without_records_exists_where_others_are_beneath_it() throws IOException {
    world.server(FIRST, HONEST);
    assertThat(lookup("empty.odd.test", Type.MX)).isEqualTo(new Lookup.Absent(true).toString());
  }

  @Test
  void letters_of_either_case_are_the_same_name() throws IOException {
    world.server(
        FIRST,
        (query, transport) -> {
          Message asked = query.clone();
          Record question = query.getQuestion();
          asked.removeAllRecords(Section.QUESTION);
          asked.addRecord(
              Record.newRecord(
                  Name.fromConstantString(question.getName().toString().toUpperCase(Locale.ROOT)),
                  question.getType(),
                  DClass.IN),
              Section.QUESTION);
          return ZoneServer.wire(HONEST.answer(asked), transport);
        });
    assertThat(lookup("mAil.odd.TEST", Type.A)).isEqualTo("192.0.2.1");
  }

  @Test
  void records_of_other_names_and_records_that_come_twice_count_for_nothing() throws IOException {
    world.server(
        FIRST,
        spoilt(
            one -> {
              List.copyOf(one.getSection(Section.ANSWER))
                  .forEach(again -> one.addRecord(again, Section.ANSWER));
              ZoneServer.records(NameWorld.name("bank.test"), "www A 192.0.2.66")
                  .forEach(other -> one.addRecord(other, Section.ANSWER));
              return one;
            }));
    assertThat(lookup("mail.odd.test", Type.A)).isEqualTo("192.0.2.1");
  }

  @Test
  void an_empty_text_is_one_among_others() throws IOException {
    world.server(FIRST, HONEST);
    assertThat(lookup("blank.odd.test", Type.TXT)).isEqualTo("\"\", \"v=spf1 -all\"");
  }

  @Test
  void a_server_of_the_parent_and_the_child_answers_for_the_child_at_once() throws IOException {
    world
        .server(FIRST)
        .zone("odd.test", "sub NS a.odd.test.", "x TXT x")
        .zone("sub.odd.test", "www A 192.0.2.5");
    assertThat(lookup("www.sub.odd.test", Type.A)).isEqualTo("192.0.2.5");
    assertThat(lookup("none.sub.odd.test", Type.A)).isEqualTo(new Lookup.Absent(false).toString());
  }

  /** The alias that a server makes of a DNAME has no signature of its own. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_signed_dname_is_told_whatever_the_order(boolean isLast) throws IOException {
    List<Record> records =
        ZoneServer.records(
                NameWorld.name("odd.test"),
                "old DNAME new.odd.test.",
                "old RRSIG DNAME 8 5 300 20300101000000 20260101000000 1 odd.test. AAAA",
                "www.old CNAME www.new.odd.test.",
                "www.new A 192.0.2.9",
                "www.new RRSIG A 8 5 300 20300101000000 20260101000000 1 odd.test. AAAA")
            .stream()
            .skip(1)
            .collect(Collectors.toCollection(ArrayList::new));
    if (isLast) {
      Collections.reverse(records);
    }
    world.server(
        FIRST,
        (query, transport) -> {
          Message answer = set(bare(query, Rcode.NOERROR), Flags.AA);
          answer.addRecord(query.getQuestion(), Section.QUESTION);
          records.forEach(one -> answer.addRecord(one, Section.ANSWER));
          return ZoneServer.wire(answer, transport);
        });
    assertThat(world.recursion().lookups(80).of(NameWorld.name("www.old.odd.test"), Type.A))
        .isEqualTo(
            new Lookup.Found(
                records.stream().filter(one -> one.getType() == Type.A).toList(), true));
  }
}
