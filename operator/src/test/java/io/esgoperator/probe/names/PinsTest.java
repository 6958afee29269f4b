package io.esgoperator.probe.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.probe.names.recursion.ZoneServer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinsTest {
  private static final String[] RECORDS = {
    "own. MX 10 mx1.own.",
    "own. MX 20 mx2.own.",
    "own. MX 30 mx3.own.",
    "_25._tcp.mx1.own. TLSA 3 1 1 ABCDEF01",
    "_25._tcp.mx1.own. TLSA 2 0 2 " + "00".repeat(64),
  };

  private static List<String> of(KnownRecords world) {
    return new Pins(world)
        .about(ZoneServer.name("own")).stream()
            .map(answer -> answer.subject() + " " + KnownRecords.text(answer))
            .toList();
  }

  @Test
  void each_host_has_its_pins() {
    assertThat(of(KnownRecords.signed(RECORDS).failing("_25._tcp.mx3.own")))
        .containsExactly(
            "mx1.own Pinned: 3 1 1 abcdef01, 2 0 2 " + "0".repeat(111) + "...",
            "mx2.own NoPin",
            "mx3.own Unknown: 192.0.2.53 does not answer");
  }

  @ParameterizedTest(name = "{0}, signed: {1}: {2}")
  @CsvSource({
    "mx1.own. A 192.0.2.1, false, mx1.own NoPin",
    "mx1.own. AAAA 2001:db8::1, false, mx1.own NoPin",
    "mx1.own. A 192.0.2.1, true, mx1.own Unknown: 192.0.2.53 does not answer",
    "mx1.own. TXT x, false, mx1.own Unknown: 192.0.2.53 does not answer",
  })
  void servers_of_an_unsigned_host_need_not_know_of_pins(
      String address, boolean isSigned, String said) {
    String[] records = {"own. MX 10 mx1.own.", address};
    assertThat(
            of(
                (isSigned ? KnownRecords.signed(records) : KnownRecords.of(records))
                    .failing("_25._tcp.mx1.own")))
        .containsExactly(said);
  }

  @ParameterizedTest(name = "{0} pins")
  @CsvSource({"6, 6, 5", "7, 6, ...", "100, 6, ..."})
  void pins_that_are_left_out_are_told_as_such(int pins, int told, String last) {
    String[] records =
        Stream.concat(
                Stream.of("own. MX 10 mx.own."),
                IntStream.range(0, pins).mapToObj("_25._tcp.mx.own. TLSA 3 1 1 %02X"::formatted))
            .toArray(String[]::new);
    assertThat(new Pins(KnownRecords.signed(records)).about(ZoneServer.name("own")))
        .singleElement()
        .satisfies(
            answer -> assertThat(answer.told()).hasSize(told).last().asString().endsWith(last));
  }

  @Test
  void a_pin_without_a_signature_is_none() {
    assertThat(of(KnownRecords.of(RECORDS))).first().isEqualTo("mx1.own NoPin");
  }

  @Test
  void a_host_whose_name_has_no_room_for_a_port_has_no_pin() {
    String host = ("x".repeat(60) + ".").repeat(4) + "y.";
    assertThat(of(KnownRecords.of("own. MX 10 " + host))).first().asString().endsWith(" NoPin");
  }

  @Test
  void six_hosts_of_a_thousand_are_asked() {
    assertThat(
            of(
                KnownRecords.of(
                    IntStream.range(0, 1_000)
                        .mapToObj("own. MX 10 h%d."::formatted)
                        .toArray(String[]::new))))
        .hasSize(NameAnswer.MOST_TOLD);
  }
}
