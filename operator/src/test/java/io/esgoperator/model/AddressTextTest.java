package io.esgoperator.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTextTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,                192.0.2.1",
    "2001:db8:0:0:0:0:0:1,     2001:db8::1",
    "0:0:0:0:0:0:0:0,          ::",
    "::1,                      ::1",
    "fe80::,                   fe80::",
    "2001:db8:0:1:0:0:0:1,     2001:db8:0:1::1",
    "2001:db8:0:0:1:0:0:1,     2001:db8::1:0:0:1",
    "2001:db8:1:2:3:4:5:0,     2001:db8:1:2:3:4:5:0",
    "10:0:0:0:0:0:0:10,        10::10",
  })
  void an_address_is_written_in_canonical_form(String given, String canonical) {
    assertThat(AddressText.of(Cidr.literal(given))).isEqualTo(canonical);
  }
}
