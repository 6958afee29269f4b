package io.esgoperator.probe.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.probe.names.recursion.ZoneServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
