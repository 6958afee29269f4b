package io.esgoperator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedAddressesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ::10.0.0.1                              | 10.0.0.1
          ::ffff:0:10.0.0.1                       | 10.0.0.1
          64:ff9b::10.0.0.1                       | 10.0.0.1
          64:ff9b:1:0a00:0:0100::                 | 10.0.0.1
          64:ff9b:1:aa0a:0:0001::                 | 10.0.0.1
          64:ff9b:1:aaaa:000a:0000:0100::         | 10.0.0.1
          64:ff9b:1::10.0.0.1                     | 10.0.0.1
          2002:0a00:0001::                        | 10.0.0.1
          2001:0:0a00:0001::ffff:ffff             | 10.0.0.1
          2001:0:c633:6401:0:0:f5ff:fffe          | 10.0.0.1
          2001:db8::5efe:10.0.0.1                 | 10.0.0.1
          2001:db8::200:5efe:10.0.0.1             | 10.0.0.1
          """)
  void an_address_that_leads_to_another_tells_which(String written, String carried) {
    assertThat(carriedBy(written)).contains(carried);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1",
        "2001:db8::10.0.0.1",
        "64:ff9b:2::10.0.0.1",
        "64:ff9c::10.0.0.1",
        "2003:a00:1::",
        "2001:1:a00:1::",
        "2001:db8::100:5efe:10.0.0.1",
        "::1",
        "::"
      })
  void one_that_leads_to_itself_alone_tells_nothing(String written) {
    assertThat(carriedBy(written)).isEmpty();
  }

  @Test
  void one_that_was_mapped_by_hand_tells_it() throws UnknownHostException {
    byte[] octets = new byte[16];
    octets[10] = (byte) 0xff;
    octets[11] = (byte) 0xff;
    octets[12] = 10;
    octets[15] = 1;
    InetAddress mapped = Inet6Address.getByAddress(null, octets, -1);
    assertThat(EmbeddedAddresses.of(mapped).map(AddressText::of)).containsExactly("10.0.0.1");
  }

  private static Stream<String> carriedBy(String written) {
    return EmbeddedAddresses.of(Cidr.literal(written)).map(AddressText::of);
  }
}
