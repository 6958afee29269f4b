package io.esgoperator.manifest.kind;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As Go's net/netip reads them. */
class LiteralsTest {
  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "0.0.0.0", "::", "2001:db8::1", "::10.0.0.1"})
  void an_address_is_one(String text) {
    assertThat(Literals.isAddress(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10.0.0.01", "010.0.0.1", "::ffff:10.0.0.1", "10.0.0", "a.example.net"})
  void what_is_no_address_is_none(String text) {
    assertThat(Literals.isAddress(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0/8", "0.0.0.0/0", "10.0.0.1/32", "2001:db8::/32", "::/0", "::1/128"})
  void a_network_is_one(String text) {
    assertThat(Literals.network(text)).hasToString("Optional[" + text + "]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0",
        "10.0.0.0/",
        "/8",
        "10.0.0.0/33",
        "10.0.0.0/08",
        "10.0.0.0/-1",
        "::/129",
        "::/1000",
        "010.0.0.0/8",
        "::ffff:10.0.0.0/104"
      })
  void what_is_no_network_is_none(String text) {
    assertThat(Literals.network(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, false",
    "10.0.0.1/8, true",
    "11.0.0.0/7, true",
    "10.0.0.1/32, false",
    "0.0.0.0/0, false",
    "128.0.0.0/0, true",
    "2001:db8::/32, false",
    "2001:db8:8000::/33, false",
    "2001:db8:8000::/32, true",
    "2001:db8::1/127, true",
    "2001:db8::1/128, false",
    "ffff::/16, false"
  })
  void bits_of_a_host_are_those_behind_the_prefix(String network, boolean some) {
    assertThat(Literals.hasHostBits(Literals.network(network).orElseThrow())).isEqualTo(some);
  }
}
