package io.esgoperator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,       10.255.255.255, true",
    "10.0.0.0/8,       11.0.0.0,       false",
    "10.1.2.0/28,      10.1.2.15,      true",
    "10.1.2.0/28,      10.1.2.16,      false",
    "0.0.0.0/0,        192.0.2.1,      true",
    "0.0.0.0/0,        2001:db8::1,    false",
    "2001:db8::/33,    2001:db8:7fff::, true",
    "2001:db8::/33,    2001:db8:8000::, false",
    "::ffff:10.0.0.0/104, 10.255.0.1,  true",
    "10.0.0.0/8,       ::ffff:10.0.0.1, true",
    "::/0,             ::ffff:10.0.0.1, false",
  })
  void a_network_contains_what_shares_its_prefix(String network, String address, boolean inside) {
    assertThat(Cidr.parse(network).contains(Cidr.literal(address))).isEqualTo(inside);
  }

  @Test
  void a_bare_address_is_a_network_of_one() {
    assertThat(Cidr.parse("192.0.2.1").isSingleAddress()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0,     0.0.0.0/1,     128.0.0.0/1",
    "10.64.0.0/10,  10.64.0.0/11,  10.96.0.0/11",
    "10.96.5.1/10,  10.64.5.1/11,  10.96.5.1/11",
    "10.0.0.0/31,   10.0.0.0/32,   10.0.0.1/32",
    "2001:db8::/33, 2001:db8::/34, 2001:db8:4000::/34",
  })
  void a_network_consists_of_two_halves(String network, String lower, String upper) {
    assertThat(Cidr.parse(network).halves()).containsExactly(Cidr.parse(lower), Cidr.parse(upper));
  }

  @Test
  void a_single_address_has_no_halves() {
    assertThat(Cidr.parse("10.0.0.1/32").halves()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10/8", "10.1/16", "::ffff:10.0.0.0/8", "10.0.0.0/33"})
  void what_only_the_old_shorthand_allows_is_no_network(String text) {
    assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1:2", ":", "::1::", "1.2.3.4:5", "fe80::1%eth0", "", "256.1.1.1"})
  void what_only_looks_like_an_address_is_none(String text) {
    assertThat(Cidr.isLiteral(text)).isFalse();
    assertThatThrownBy(() -> Cidr.literal(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_host_name_is_never_looked_up() {
    assertThatThrownBy(() -> Cidr.literal("example.net"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("example.net is not an IP address");
  }
}
