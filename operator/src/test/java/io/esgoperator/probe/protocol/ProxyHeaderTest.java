package io.esgoperator.probe.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ProxyProtocol;
import io.esgoperator.model.Cidr;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes as haproxy's proxy-protocol.txt has them. */
class ProxyHeaderTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 198.51.100.25, PROXY TCP4 192.0.2.7 198.51.100.25 40000 25",
    "2001:db8::7, 2001:db8:51::25, PROXY TCP6 2001:db8::7 2001:db8:51::25 40000 25"
  })
  void version_1_is_a_line(String source, String destination, String line) {
    assertThat(
            new String(
                ProxyHeader.of(ProxyProtocol.V1, connection(source, destination)),
                StandardCharsets.US_ASCII))
        .isEqualTo(line + "\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 198.51.100.25, 2111000cc0000207c63364199c400019",
    "2001:db8::7, 2001:db8:51::25, 2121002420010db800000000000000000000000720010db80051000000000000000000259c400019"
  })
  void version_2_has_the_command_proxy_and_both_ends(
      String source, String destination, String behindTheSignature) {
    assertThat(
            HexFormat.of()
                .formatHex(ProxyHeader.of(ProxyProtocol.V2, connection(source, destination))))
        .isEqualTo("0d0a0d0a000d0a515549540a" + behindTheSignature);
  }

  private static Socket connection(String source, String destination) {
    return new Socket() {
      @Override
      public InetAddress getLocalAddress() {
        return Cidr.literal(source);
      }

      @Override
      public InetAddress getInetAddress() {
        return Cidr.literal(destination);
      }

      @Override
      public int getLocalPort() {
        return 40_000;
      }

      @Override
      public int getPort() {
        return 25;
      }
    };
  }
}
