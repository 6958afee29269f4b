package io.esgoperator.probe.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.esgoperator.model.Cidr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of RFC 7208 section 7.4, but for macros of the sender and the greeting. */
class SpfMacrosTest {
  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource({
    "%{o}, 192.0.2.3, email.example.com",
    "%{d}, 192.0.2.3, email.example.org",
    "%{d4}, 192.0.2.3, email.example.org",
    "%{d2}, 192.0.2.3, example.org",
    "%{d1}, 192.0.2.3, org",
    "%{dr}, 192.0.2.3, org.example.email",
    "%{d2r}, 192.0.2.3, example.email",
    "%{ir}.%{v}._spf.%{d2}, 192.0.2.3, 3.2.0.192.in-addr._spf.example.org",
    "%{d1r-}.lp._spf.%{d2}, 192.0.2.3, email.example.org.lp._spf.example.org",
    "%{o1.}x%{i}, 192.0.2.3, comx192.0.2.3",
    "%{O}, 192.0.2.3, email.example.com",
    "%{D2}, 192.0.2.3, example.org",
    "%%%_%-, 192.0.2.3, '% %20'",
    "%{ir}.%{v}._spf.%{d2}, 2001:db8::cb01, 1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6._spf.example.org",
  })
  void macros_are_filled_in(String text, String address, String filled) throws Exception {
    assertThat(macros(address).in(text, "email.example.org")).isEqualTo(filled);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"%{d}, a=b.example.org", "%{D}, a%3Db.example.org"})
  void a_capital_letter_escapes_what_has_a_meaning_in_addresses_of_pages(String text, String filled)
      throws Exception {
    assertThat(macros("192.0.2.3").in(text, "a=b.example.org")).isEqualTo(filled);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%x", "%{", "%{}", "%{z}", "%{d0}", "%{dx}", "%{lt-}", "100%.com"})
  void other_signs_of_percent_are_errors(String text) {
    assertThatExceptionOfType(SpfResult.ErrorException.class)
        .isThrownBy(() -> macros("192.0.2.3").in(text, "email.example.org"))
        .withMessageContaining("a macro that is not well-formed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%{s}",
        "%{l}.users",
        "%{h}",
        "%{p}",
        "%{S}",
        "%{l1r-}",
        "%{i}._ip.%{h}._ehlo.%{d}._spf.vali.email"
      })
  void what_differs_with_each_mail_is_not_known(String text) {
    assertThatExceptionOfType(SpfResult.ErrorException.class)
        .isThrownBy(() -> macros("192.0.2.3").in(text, "email.example.org"))
        .withMessageContaining("differs with sender and greeting: %{")
        .extracting(error -> error.result().kind())
        .isEqualTo(SpfResult.Kind.TempError);
  }

  private static SpfMacros macros(String address) {
    return new SpfMacros(Cidr.literal(address), "email.example.com");
  }
}
