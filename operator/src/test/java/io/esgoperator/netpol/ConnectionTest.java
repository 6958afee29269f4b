package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {
  private static final World TOWN = Worlds.town();

  /** The pod esg has both families, agent has IPv4, and those of planned are not known. */
  @ParameterizedTest
  @CsvSource({
    "esg,         site,         IPv4",
    "planned,     planned,      IPv4",
    "esg,         2001:db8::9,  IPv6",
    "esg,         ?2001:db8::9, IPv6",
    "?192.0.2.9,  esg,          IPv4",
    "planned,     2001:db8::9,  IPv6",
    "agent,       esg,          IPv4",
  })
  void it_has_the_first_family_of_both_ends(String from, String to, Family family) {
    assertThat(Connection.of(end(from), end(to), Protocol.TCP, 25).family()).isEqualTo(family);
  }

  @Test
  void ends_without_a_family_in_common_do_not_connect() {
    assertThatThrownBy(() -> Connection.of(end("192.0.2.9"), end("2001:db8::9"), Protocol.TCP, 25))
        .hasMessage("192.0.2.9 and 2001:db8::9 have no address family in common");
  }

  @ParameterizedTest
  @CsvSource({
    "esg,         2001:db8::9,  true",
    "planned,     2001:db8::9,  true",
    "agent,       esg,          true",
    "agent,       2001:db8::9,  false",
    "2001:db8::9, agent,        false",
    "192.0.2.9,   2001:db8::9,  false",
    "192.0.2.9,   ?2001:db8::9, false",
    "?192.0.2.9,  2001:db8::9,  false",
  })
  void ends_are_compatible_where_they_may_have_a_family_in_common(
      String from, String to, boolean compatible) {
    assertThat(Connection.areCompatible(end(from), end(to))).isEqualTo(compatible);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 65_535})
  void the_first_port_and_the_last_one_are_ports(int port) {
    assertThat(Connection.of(end("esg"), end("site"), Protocol.TCP, port).port()).isEqualTo(port);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65_536})
  void a_number_beyond_them_is_refused_with_a_sentence(int port) {
    assertThatThrownBy(() -> Connection.of(end("esg"), end("site"), Protocol.TCP, port))
        .hasMessage(port + " is not a port: it is 1 to 65535");
  }

  @Test
  void it_reads_as_both_ends_and_the_port() {
    assertThat(Connection.of(end("esg"), end("198.51.100.7"), Protocol.UDP, 53))
        .hasToString("Pod mail/esg to 198.51.100.7, UDP 53");
  }

  private static Endpoint end(String text) {
    return Worlds.end(TOWN, text);
  }
}
