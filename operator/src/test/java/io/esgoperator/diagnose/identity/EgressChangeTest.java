package io.esgoperator.diagnose.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.identity.EgressAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EgressChangeTest extends IdentityFixture {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.25              | 203.0.113.25
          203.0.113.25 203.0.113.26 | 203.0.113.26
          203.0.113.25              |
                                    | 203.0.113.25
          203.0.113.25              | 203.0.113.25 2001:db8::25
          """)
  void an_address_that_was_known_goes_or_is_the_first_of_its_family_is_no_change(
      String before, String now) {
    assertThat(new EgressChange(addresses(before), addresses(now)).sentence()).isEmpty();
  }

  @Test
  void another_address_of_the_family_is_told_with_those_before() {
    assertThat(
            new EgressChange(
                    addresses("203.0.113.25 2001:db8::25"),
                    addresses("203.0.113.25 203.0.113.26 2001:db8::25"))
                .sentence())
        .contains(
            "The gateway leaves by 203.0.113.26 (smtp-out, seen by mx1.example.net); before that, by 203.0.113.25.");
  }

  private static List<EgressAddress> addresses(String all) {
    return all == null
        ? List.of()
        : Stream.of(all.split(" ")).map(address -> egress(address, NOON, NOON)).toList();
  }
}
