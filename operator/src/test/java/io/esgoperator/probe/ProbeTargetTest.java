package io.esgoperator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeTargetTest {
  @Test
  void a_peer_is_asked_at_its_address_and_port_without_a_resolver() {
    ProbeTarget target = target("mx1.example.net", "192.0.2.25", 2525);
    assertThat(target.socketAddress().isUnresolved()).isFalse();
    assertThat(target.socketAddress().getAddress().getHostAddress()).isEqualTo("192.0.2.25");
    assertThat(target.socketAddress().getPort()).isEqualTo(2525);
  }

  @ParameterizedTest
  @CsvSource({
    "mx1.example.net, true",
    "gateway-0, false",
    "192.0.2.25, false",
    "2001:db8::25, false",
    "::ffff:192.0.2.25, false"
  })
  void a_name_that_a_certificate_can_carry_has_a_dot_and_is_no_address(String host, boolean named) {
    assertThat(target(host, "192.0.2.25", 443).isNamed()).isEqualTo(named);
  }

  @ParameterizedTest
  @CsvSource({
    "mx1.example.net, 192.0.2.25, 25, mx1.example.net (192.0.2.25)",
    "192.0.2.25, 192.0.2.25, 25, 192.0.2.25",
    "gateway-0, 2001:db8::25, 2525, gateway-0 (2001:db8::25) port 2525"
  })
  void a_report_names_the_host_its_address_and_an_unusual_port(
      String host, String address, int port, String described) {
    assertThat(target(host, address, port).describe(25)).isEqualTo(described);
  }

  private static ProbeTarget target(String host, String address, int port) {
    return ProbeTarget.of(new ProbePlan.Peer(host, address, port));
  }
}
