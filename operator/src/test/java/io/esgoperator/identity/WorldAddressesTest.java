package io.esgoperator.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Cidr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorldAddressesTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "8.8.8.8, true",
    "198.51.100.53, true", // the laboratory's internet
    "2001:db8:51::53, true",
    "2606:4700::1111, true",
    "10.0.0.1, false",
    "172.16.3.4, false",
    "192.168.1.1, false",
    "100.64.0.1, false",
    "127.0.0.1, false",
    "127.8.0.1, false",
    "0.0.0.0, false",
    "0.1.2.3, false",
    "169.254.169.254, false",
    "168.63.129.16, false", // Azure's platform
    "168.63.129.17, true",
    "64:ff9b::a83f:8110, false", // the same behind a translator
    "224.0.0.1, false",
    "255.255.255.255, false",
    "::1, false",
    "::, false",
    "fe80::1, false",
    "fec0::1, false",
    "fd00::1, false",
    "fd00:ec2::254, false",
    "ff02::1, false",
    "::ffff:10.0.0.1, false",
    "64:ff9b::a00:1, false", // 10.0.0.1 behind a translator
    "64:ff9b::808:808, true",
    "2002:a00:1::1, false", // 10.0.0.1 behind a tunnel
  })
  void an_address_is_of_the_world_unless_it_is_of_a_machine_a_link_a_site_or_a_cloud(
      String address, boolean isWorlds) {
    assertThat(new WorldAddresses().test(Cidr.literal(address))).isEqualTo(isWorlds);
  }
}
