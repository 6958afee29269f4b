package io.esgoperator.diagnose.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionState;
import io.esgoperator.api.v1alpha1.ConditionState.Status;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec.Egress;
import io.esgoperator.identity.EgressAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EgressExpectationTest extends IdentityFixture {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.25                     | 203.0.113.25              | True
          203.0.113.0/24                   | 203.0.113.25              | True
          203.0.113.25 2001:db8:25::/64    | 203.0.113.25 2001:db8:25::1 | True
          203.0.113.25                     | 203.0.113.26              | False
          203.0.113.25                     | 203.0.113.25 203.0.113.26 | False
          203.0.113.25                     | 2001:db8:25::1            | False
          """)
  void each_address_by_which_it_leaves_must_be_expected(
      String expected, String known, Status status) {
    assertThat(of(expected, known).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.25 smtp-out, 203.0.113.99 dns-udp               | True
          203.0.113.25 dns-udp,  203.0.113.99 smtp-out              | False
          203.0.113.25 http,     203.0.113.99 dns-udp               | False
          203.0.113.25 smtp-out, 2001:db8::99 dns-udp               | False
          """)
  void where_mail_servers_tell_the_address_of_a_family_that_one_counts(
      String known, Status status) {
    List<EgressAddress> addresses =
        Stream.of(known.split(", *"))
            .map(one -> one.split(" "))
            .map(one -> new EgressAddress(one[0], List.of(one[1]), List.of("a server"), NOON, NOON))
            .toList();
    assertThat(EgressExpectation.of(expecting("203.0.113.25"), addresses, false).status())
        .isEqualTo(status);
  }

  @Test
  void the_other_address_is_named_with_the_servers_that_see_it_and_with_what_to_do() {
    ConditionState state = of("203.0.113.25", "203.0.113.25 203.0.113.26");
    assertThat(state.reason()).isEqualTo("AnotherAddress");
    assertThat(state.message())
        .startsWith(
            "The gateway leaves by 203.0.113.26 (smtp-out, seen by mx1.example.net), and spec.egress.expected has 203.0.113.25: ")
        .contains(" Do: lead the gateway's pods out by the expected address ");
  }

  @Test
  void as_expected_is_said_with_the_evidence() {
    assertThat(of("203.0.113.25", "203.0.113.25"))
        .isEqualTo(
            ConditionState.isTrue(
                "AsExpected",
                "The gateway leaves by 203.0.113.25 (smtp-out, seen by mx1.example.net)."));
  }

  @Test
  void where_nothing_is_expected_nothing_is_compared() {
    assertThat(of("", "203.0.113.25").reason()).isEqualTo(EgressExpectation.NONE);
  }

  @Test
  void where_no_server_tells_an_address_it_is_not_known() {
    assertThat(EgressExpectation.of(expecting("203.0.113.25"), List.of(), false))
        .satisfies(
            state -> {
              assertThat(state.status()).isEqualTo(Status.Unknown);
              assertThat(state.reason()).isEqualTo("NotTold");
              assertThat(state.message()).contains("spec.egress.reflector");
            });
  }

  @Test
  void before_the_first_round_it_is_not_known_either() {
    assertThat(EgressExpectation.of(expecting("203.0.113.25"), List.of(), true).reason())
        .isEqualTo("NotProbedYet");
  }

  private static ConditionState of(String expected, String known) {
    List<EgressAddress> addresses =
        Stream.of(known.split(" ")).map(address -> egress(address, NOON, NOON)).toList();
    return EgressExpectation.of(expecting(expected), addresses, false);
  }

  private static Egress expecting(String addresses) {
    return new Egress(
        addresses.isEmpty() ? List.of() : List.of(addresses.split(" ")), null, null, null);
  }
}
