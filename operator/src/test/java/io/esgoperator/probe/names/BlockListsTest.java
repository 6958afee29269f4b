package io.esgoperator.probe.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.identity.NameAnswer.About;
import io.esgoperator.model.Cidr;
import io.esgoperator.probe.names.recursion.ZoneServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockListsTest {
  private static final String MAPPED = ".0.0.0.0.0.f.7.f.f.f.f" + ".0".repeat(20);
  private static final String SIX = "1" + ".0".repeat(23) + ".8.b.d.0.1.0.0.2";

  private static final KnownRecords WORLD =
      KnownRecords.of(
              "2.0.0.127.good. A 127.0.0.2",
              "9.2.0.192.good. A 127.0.0.4",
              "9.2.0.192.good. A 127.0.0.10",
              "9.2.0.192.good. TXT \"see \" \"https://good/9\u001b\"",
              SIX + ".good. A 127.0.0.3",
              "8.2.0.192.good. A 127.255.255.254",
              "7.2.0.192.good. A 127.255.255.255",
              "6.2.0.192.good. A 127.255.255.252",
              "5.2.0.192.good. A 127.255.255.9",
              "4.2.0.192.good. A 203.0.113.80",
              "2.2.0.192.good. A 127.0.0.1",
              "10.2.0.192.good. A 127.0.0.2",
              "10.2.0.192.good. A 127.255.255.255",
              "11.2.0.192.good. A 127.0.0.2",
              "2.0.0.127.refuses. A 127.0.0.2",
              "2.0.0.127.four. A 127.0.0.2",
              "2.0.0.127.all. A 127.0.0.2",
              "1.0.0.127.all. A 127.0.0.2",
              "9.2.0.192.all. A 127.0.0.2",
              "2.0.0.127.flat. A 127.0.0.1",
              "1.0.0.127.flat. A 127.0.0.1",
              "2.0.0.127.parked. A 203.0.113.80",
              "2.0.0.127.shy. A 127.255.255.254",
              "2" + MAPPED + ".six. A 127.0.0.2",
              SIX + ".six. A 127.0.0.2",
              "2" + MAPPED + ".six-all. A 127.0.0.2",
              "1" + MAPPED + ".six-all. A 127.0.0.2")
          .failing("2.0.0.127.silent")
          .failing("3.2.0.192.good")
          .failing("1.0.0.127.refuses");

  private static String of(String list, String address) {
    return KnownRecords.text(
        new BlockLists(WORLD)
            .about(
                ZoneServer.name(list), Cidr.literal(address), new Answering(About.DNSBL, "x y")));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          good    | 192.0.2.1   | NotListed
          good    | 192.0.2.9   | Listed: 127.0.0.10 127.0.0.4, see https://good/9\\u001b
          good    | 2001:db8::1 | Listed: 127.0.0.3
          good    | 2001:db8::2 | NotListed
          good    | 192.0.2.8   | AskedThroughPublicResolver: 127.255.255.254
          good    | 192.0.2.7   | AskedTooOften: 127.255.255.255
          good    | 192.0.2.6   | NoBlockList: 127.255.255.252
          good    | 192.0.2.5   | Unknown: answers 127.255.255.9, which is no entry
          good    | 192.0.2.4   | Unknown: answers 203.0.113.80, which is no entry
          good    | 192.0.2.3   | Unknown: 192.0.2.53 does not answer
          all     | 192.0.2.9   | NoBlockList: lists 127.0.0.1, which none may list
          flat    | 192.0.2.1   | Unknown: answers 127.0.0.1, which is no entry
          good    | 192.0.2.2   | Unknown: answers 127.0.0.1, which is no entry
          good    | 192.0.2.10  | AskedTooOften: 127.255.255.255
          good    | 192.0.2.11  | Listed: 127.0.0.2
          refuses | 192.0.2.1   | Unknown: 192.0.2.53 does not answer
          four    | 2001:db8::1 | NotListed
          parked  | 192.0.2.1   | Unknown: answers 203.0.113.80, which is no entry
          shy     | 192.0.2.1   | AskedThroughPublicResolver: 127.255.255.254
          none    | 192.0.2.1   | NoBlockList: does not list its test address 127.0.0.2
          six     | 192.0.2.1   | NoBlockList: lists IPv6 addresses only
          six     | 2001:db8::1 | Listed: 127.0.0.2
          six     | 2001:db8::2 | NotListed
          six-all | 2001:db8::1 | NoBlockList: lists 127.0.0.1, which none may list
          silent  | 192.0.2.1   | Unknown: 192.0.2.53 does not answer
          """)
  void a_list_is_tried_before_it_is_believed(String list, String address, String said) {
    assertThat(of(list, address)).isEqualTo(said);
  }

  @Test
  void a_name_that_is_too_long_is_not_asked() {
    String label = "x".repeat(60) + ".";
    assertThat(of(label.repeat(4), "192.0.2.1"))
        .isEqualTo("Unknown: its name is too long for a list");
  }
}
