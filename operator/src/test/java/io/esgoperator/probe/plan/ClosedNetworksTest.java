package io.esgoperator.probe.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Cidr;
import io.esgoperator.probe.plan.ClosedNetworks.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosedNetworksTest {
  private static final List<ClosedNetworks.Network> CLUSTER =
      List.of(
          ClosedNetworks.network(Kind.ApiServer, "10.43.0.1/32"),
          ClosedNetworks.network(Kind.Services, "10.43.0.0/16"),
          ClosedNetworks.network(Kind.Pods, "10.42.0.0/16"),
          ClosedNetworks.network(Kind.Pods, "fd00:10::/56"),
          ClosedNetworks.network(Kind.Node, "198.18.1.10/32"),
          ClosedNetworks.network(Kind.Cluster, "172.20.0.0/16"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.0.0.0                  | Unspecified
          0.255.255.255            | Unspecified
          1.0.0.0                  |
          ::                       | Unspecified
          126.255.255.255          |
          127.0.0.1                | Loopback
          127.255.255.255          | Loopback
          128.0.0.0                |
          ::1                      | Loopback
          169.253.255.255          |
          169.254.0.0              | LinkLocal
          169.254.169.254          | LinkLocal
          169.254.255.255          | LinkLocal
          169.255.0.0              |
          fe7f:ffff::              |
          fe80::1                  | LinkLocal
          febf:ffff::              | LinkLocal
          fec0::                   |
          223.255.255.255          |
          224.0.0.0                | Multicast
          239.255.255.255          | Multicast
          240.0.0.0                | Reserved
          255.255.255.255          | Reserved
          feff::                   |
          ff02::1                  | Multicast
          100.100.100.200          | Metadata
          100.100.100.201          |
          168.63.129.16            | Metadata
          192.0.0.192              | Metadata
          fd00:ec2::254            | Metadata
          fd00:ec2::23             | Metadata
          fd00:ec3::254            |
          fd20:ce::254             | Metadata
          fd00:42::42              | Metadata
          10.43.0.1                | ApiServer Services
          10.43.255.255            | Services
          10.44.0.0                |
          10.42.0.0                | Pods
          10.41.255.255            |
          fd00:10:0:ff::1          | Pods
          fd00:10:0:100::          |
          198.18.1.10              | Node
          198.18.1.11              |
          172.20.3.4               | Cluster
          10.0.0.1                 |
          192.168.0.1              |
          203.0.113.1              |
          2001:db8::1              |
          ::ffff:169.254.169.254   | LinkLocal
          ::169.254.169.254        | LinkLocal
          64:ff9b::169.254.169.254 | LinkLocal
          64:ff9b::10.42.0.9       | Pods
          64:ff9b::198.51.100.7    |
          64:ff9b:1::198.51.100.7  |
          2002:a9fe:a9fe::1        | LinkLocal
          2002:c633:6407::1        |
          2001:0:7f00:1::1         | Loopback Reserved
          """)
  void an_address_is_closed_or_it_is_not(String address, String kinds) {
    assertThat(around(address))
        .containsExactlyElementsOf(
            Stream.ofNullable(kinds)
                .flatMap(text -> Stream.of(text.split(" ")))
                .map(Kind::valueOf)
                .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "10.42.0.7, true",
    "10.42.0.8, false",
    "64:ff9b::10.42.0.7, true",
    "169.254.1.1, true",
    "fd00:10::1, true",
    "fd00:10:0:1::1, false"
  })
  void what_the_administrator_allows_is_open(String address, boolean open) {
    ClosedNetworks allowing =
        new ClosedNetworks(
            CLUSTER,
            Stream.of("10.42.0.0/29", "169.254.0.0/16", "fd00:10::/64").map(Cidr::parse).toList());
    assertThat(allowing.around(Cidr.literal(address)).findAny().isEmpty()).isEqualTo(open);
  }

  @Test
  void an_allowed_network_opens_the_address_as_it_is_written() {
    ClosedNetworks allowing = new ClosedNetworks(CLUSTER, List.of(Cidr.parse("64:ff9b::/96")));
    assertThat(allowing.around(Cidr.literal("64:ff9b::10.42.0.7"))).isEmpty();
    assertThat(allowing.around(Cidr.literal("10.42.0.7"))).containsExactly(Kind.Pods);
  }

  @Test
  void a_network_is_told_by_its_kind() {
    ClosedNetworks networks =
        new ClosedNetworks(
            List.of(ClosedNetworks.network(Kind.Services, "10.96.0.0/12")), List.of());
    assertThat(networks.around(Cidr.literal("10.111.255.255"))).containsExactly(Kind.Services);
    assertThat(networks.around(Cidr.literal("10.112.0.0"))).isEmpty();
  }

  @Test
  void each_kind_has_words_of_its_own() {
    Set<String> words = Stream.of(Kind.values()).map(Kind::words).collect(Collectors.toSet());
    assertThat(words).hasSize(Kind.values().length).noneMatch(String::isBlank);
  }

  private static List<Kind> around(String address) {
    return new ClosedNetworks(CLUSTER, List.of()).around(Cidr.literal(address)).toList();
  }
}
