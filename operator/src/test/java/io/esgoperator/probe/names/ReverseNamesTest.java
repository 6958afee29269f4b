package io.esgoperator.probe.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.identity.NameAnswer.About;
import io.esgoperator.model.Cidr;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReverseNamesTest {
  private static final String IPV6 =
      "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.";

  private static final KnownRecords WORLD =
      KnownRecords.of(
              "1.2.0.192.in-addr.arpa. PTR mail.example.",
              "mail.example. A 192.0.2.1",
              "2.2.0.192.in-addr.arpa. PTR forged.example.",
              "3.2.0.192.in-addr.arpa. PTR forged.example.",
              "3.2.0.192.in-addr.arpa. PTR third.example.",
              "third.example. A 192.0.2.33",
              "third.example. A 192.0.2.3",
              "5.2.0.192.in-addr.arpa. PTR dark.example.",
              "7.2.0.192.in-addr.arpa. PTR dark.example.",
              "7.2.0.192.in-addr.arpa. PTR seven.example.",
              "seven.example. A 192.0.2.7",
              IPV6 + " PTR six.example.",
              "six.example. AAAA 2001:db8::1",
              "8.2.0.192.in-addr.arpa. PTR mail.example.8.2.0.192.in-addr.arpa.",
              "9.2.0.192.in-addr.arpa. PTR six.example.",
              "10.2.0.192.in-addr.arpa. PTR .",
              "11.2.0.192.in-addr.arpa. PTR 192.0.2.11.")
          .failing("dark.example")
          .failing("6.2.0.192.in-addr.arpa");

  private static String of(KnownRecords world, String address) {
    return KnownRecords.text(
        new ReverseNames(world).about(Cidr.literal(address), new Answering(About.PTR, address)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          192.0.2.1   | Confirmed: mail.example
          192.0.2.2   | Unconfirmed: forged.example
          192.0.2.3   | Confirmed: third.example, forged.example
          192.0.2.4   | NoReverseName
          192.0.2.5   | Unknown: 192.0.2.53 does not answer
          192.0.2.6   | Unknown: 192.0.2.53 does not answer
          192.0.2.7   | Confirmed: seven.example, dark.example
          192.0.2.8   | Unconfirmed: mail.example.8.2.0.192.in-addr.arpa
          192.0.2.9   | Unconfirmed: six.example
          192.0.2.10  | Unconfirmed: .
          192.0.2.11  | Unconfirmed: 192.0.2.11
          2001:db8::1 | Confirmed: six.example
          """)
  void a_name_counts_where_it_leads_back(String address, String said) {
    assertThat(of(WORLD, address)).isEqualTo(said);
  }

  @Test
  void ten_names_that_do_not_lead_back_are_all_names() {
    KnownRecords ten =
        KnownRecords.of(
            IntStream.range(0, ReverseNames.MOST_NAMES)
                .mapToObj("1.2.0.192.in-addr.arpa. PTR h%03d.example."::formatted)
                .toArray(String[]::new));
    assertThat(of(ten, "192.0.2.1")).startsWith("Unconfirmed: h000.example, h001.example");
  }

  @Test
  void ten_names_of_a_thousand_are_tried_and_are_no_verdict() {
    KnownRecords many =
        KnownRecords.of(
            IntStream.range(0, 1_000)
                .mapToObj("1.2.0.192.in-addr.arpa. PTR h%03d.example."::formatted)
                .toArray(String[]::new));
    assertThat(of(many, "192.0.2.1"))
        .isEqualTo("Unknown: more than 10 names, of which those tried do not lead back");
    assertThat(many.asked()).hasSize(1 + ReverseNames.MOST_NAMES);
  }
}
