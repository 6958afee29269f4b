package io.esgoperator.probe.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameAnswer.About;
import io.esgoperator.identity.NameState;
import io.esgoperator.identity.WorldAddresses;
import io.esgoperator.model.Cidr;
import io.esgoperator.probe.names.recursion.ZoneServer;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailRoutesTest {
  private static final List<InetAddress> ENTRANCES =
      List.of(Cidr.literal("192.0.2.25"), Cidr.literal("2001:db8::25"));

  private static final KnownRecords WORLD =
      KnownRecords.of(
              "here. MX 10 MX.Here.",
              "mx.here. A 192.0.2.25",
              "six. MX 10 mx.six.",
              "mx.six. A 192.0.2.6",
              "mx.six. AAAA 2001:db8::25",
              "both. MX 10 mx.else.",
              "both. MX 20 mx.here.",
              "else. MX 20 mx2.else.",
              "else. MX 10 mx.else.",
              "mx.else. A 192.0.2.99",
              "mx2.else. AAAA 2001:db8::99",
              "takes-none. MX 0 .",
              "no-host. MX 10 gone.no-host.",
              "itself. A 192.0.2.25",
              "itself-else. A 192.0.2.98",
              "text-only. TXT x",
              "dim. MX 10 dark.",
              "dim. MX 20 mx.here.",
              "blind. MX 10 dark.",
              "blind. MX 20 mx.else.",
              "inside. MX 10 mx.inside.",
              "mx.inside. A 10.0.0.25",
              "mx.inside. AAAA fd00::25",
              "partly. MX 10 mx.inside.",
              "partly. MX 20 mx.else.",
              "itself-inside. A 192.168.0.25",
              "equal. MX 10 mx.else.",
              "equal. MX 10 mx.here.",
              "nulls. MX 0 .",
              "nulls. MX 10 mx.here.",
              "late-null. MX 10 .",
              "literal. MX 10 192.0.2.25.",
              "half. MX 10 gone.no-host.",
              "half. MX 20 mx.else.")
          .failing("dark")
          .failing("silent");

  private static NameAnswer of(KnownRecords world, String domain, List<InetAddress> entrances) {
    return new MailRoutes(world, entrances, new WorldAddresses())
        .about(ZoneServer.name(domain), new Answering(About.MX, domain));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          here        | LeadsHere: mx.here 192.0.2.25
          six         | LeadsHere: mx.six 192.0.2.6 2001:db8::25
          both        | LeadsHere: mx.here 192.0.2.25
          else        | LeadsElsewhere: mx.else 192.0.2.99, mx2.else 2001:db8::99
          takes-none  | TakesNoMail
          no-host     | MailExchangerWithoutAddress: gone.no-host
          itself      | LeadsHere: itself 192.0.2.25
          itself-else | LeadsElsewhere: itself-else 192.0.2.98
          text-only   | NoMailExchanger
          nowhere     | NoMailExchanger
          dim         | LeadsHere: mx.here 192.0.2.25
          blind       | Unknown: 192.0.2.53 does not answer
          silent      | Unknown: 192.0.2.53 does not answer
          inside      | MailExchangerWithoutAddress: mx.inside 10.0.0.25 fd00::25
          partly      | LeadsElsewhere: mx.inside 10.0.0.25 fd00::25, mx.else 192.0.2.99
          itself-inside | NoMailExchanger
          equal       | LeadsHere: mx.here 192.0.2.25
          nulls       | LeadsHere: mx.here 192.0.2.25
          late-null   | TakesNoMail
          literal     | MailExchangerWithoutAddress: 192.0.2.25
          half        | LeadsElsewhere: gone.no-host, mx.else 192.0.2.99
          """)
  void mail_goes_where_the_records_lead(String domain, String said) {
    assertThat(KnownRecords.text(of(WORLD, domain, ENTRANCES))).isEqualTo(said);
  }

  @Test
  void without_public_entrances_there_is_nothing_to_compare_with() {
    assertThat(KnownRecords.text(of(WORLD, "else", List.of())))
        .isEqualTo("LeadsSomewhere: mx.else 192.0.2.99, mx2.else 2001:db8::99");
  }

  @Test
  void mail_reaches_no_private_address_whatever_is_known_of_the_gateway() {
    assertThat(KnownRecords.text(of(WORLD, "inside", List.of())))
        .isEqualTo("MailExchangerWithoutAddress: mx.inside 10.0.0.25 fd00::25");
    assertThat(KnownRecords.text(of(WORLD, "inside", List.of(Cidr.literal("10.0.0.25")))))
        .isEqualTo("LeadsHere: mx.inside 10.0.0.25 fd00::25");
  }

  @Test
  void ten_hosts_are_all_hosts() {
    KnownRecords ten =
        KnownRecords.of(
            IntStream.range(0, MailRoutes.MOST_HOSTS)
                .mapToObj(one -> "big. MX 10 h%d.\nh%d. A 192.0.2.9".formatted(one, one))
                .toArray(String[]::new));
    assertThat(of(ten, "big", ENTRANCES).state()).isEqualTo(NameState.LeadsElsewhere);
  }

  @ParameterizedTest(name = "{0} hosts, the last in the world: {1}; entrances {2}: {3}")
  @CsvSource({
    "11, false, 192.0.2.25, Unknown",
    "11, false, '', Unknown",
    "11, true, 192.0.2.25, Unknown",
    "10, false, 192.0.2.25, MailExchangerWithoutAddress",
    "10, true, '', LeadsSomewhere",
  })
  void of_hosts_beyond_the_tenth_nothing_is_known(
      int hosts, boolean isLast, String entrance, NameState state) {
    KnownRecords many =
        KnownRecords.of(
            Stream.concat(
                    IntStream.range(0, hosts)
                        .mapToObj(one -> "big. MX %d h%d.".formatted(one, one)),
                    isLast ? Stream.of("h%d. A 192.0.2.9".formatted(hosts - 1)) : Stream.empty())
                .toArray(String[]::new));
    assertThat(
            of(many, "big", entrance.isEmpty() ? List.of() : List.of(Cidr.literal(entrance)))
                .state())
        .isEqualTo(state);
  }

  @Test
  void where_nothing_is_compared_ten_hosts_of_many_are_enough() {
    KnownRecords many =
        KnownRecords.of(
            IntStream.range(0, 20)
                .mapToObj(one -> "big. MX %d h%d.\nh%d. A 192.0.2.9".formatted(one, one, one))
                .toArray(String[]::new));
    assertThat(of(many, "big", List.of()).state()).isEqualTo(NameState.LeadsSomewhere);
  }

  @Test
  void a_thousand_hosts_cost_ten_and_are_no_verdict() {
    KnownRecords many =
        KnownRecords.of(
            Stream.concat(
                    Stream.of("host. A 192.0.2.9"),
                    IntStream.range(0, 1_000)
                        .mapToObj(one -> "big. MX 10 h%d.\nh%d. A 192.0.2.9".formatted(one, one)))
                .toArray(String[]::new));
    assertThat(KnownRecords.text(of(many, "big", ENTRANCES)))
        .isEqualTo("Unknown: more than 10 mail exchangers");
    assertThat(many.asked()).hasSize(1 + 2 * MailRoutes.MOST_HOSTS);
  }
}
