package io.esgoperator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VantageTest {
  private static final Vantage POD =
      Vantage.at(List.of(Cidr.literal("fd00:10::9"), Cidr.literal("10.42.0.9")), List.of());

  @Test
  void a_pod_asks_in_the_families_of_its_addresses() {
    assertThat(POD.families()).containsExactly(Family.IPv4, Family.IPv6);
    assertThat(Vantage.at(List.of(Cidr.literal("10.42.0.9")), List.of()).families())
        .containsExactly(Family.IPv4);
  }

  @Test
  void from_outside_it_asks_in_the_families_that_it_is_told() {
    Vantage outside = Vantage.outside(List.of(Family.IPv6));
    assertThat(outside.families()).containsExactly(Family.IPv6);
    assertThat(outside.addresses()).isEmpty();
    assertThat(outside.nameservers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.42.0.0/16, IPv4, true",
    "10.42.0.0/16, IPv6, false",
    "fd00:10::/56, IPv6, true",
    "fd00:10::/56, IPv4, false",
    "10.43.0.0/16, IPv4, false"
  })
  void a_connection_comes_from_a_network_in_the_networks_own_family_only(
      String network, Family family, boolean in) {
    assertThat(POD.isIn(List.of("203.0.113.0/24", network), family)).isEqualTo(in);
  }

  @Test
  void this_pod_is_where_other_hosts_reach_it() throws SocketException {
    Vantage vantage = Vantage.ofThisPod();
    assertThat(vantage.addresses())
        .noneMatch(InetAddress::isLoopbackAddress)
        .noneMatch(InetAddress::isLinkLocalAddress);
    assertThat(vantage.families().contains(Family.IPv4)).isEqualTo(isOnAnIpv4Network());
    assertThat(vantage.nameservers()).isEqualTo(Nameservers.ofThisPod());
  }

  private static boolean isOnAnIpv4Network() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .map(InetAddress::getHostAddress)
        .anyMatch(text -> !text.contains(":") && !text.matches("(127|169\\.254)\\..*"));
  }
}
