package io.esgoperator.netpol.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.0.0.0/30  | 10.0.0.1/32             | 10.0.0.0/32 10.0.0.1/32 10.0.0.2/31
          10.0.0.0/30  | 10.0.0.0/8              | 10.0.0.0/30
          10.0.0.0/30  | 10.0.0.3/32             | 10.0.0.0/31 10.0.0.2/32 10.0.0.3/32
          10.0.0.0/30  | 2001:db8::/32           | 10.0.0.0/30
          ::/0         | 10.0.0.0/8              | ::/0
          10.1.2.3/24  | 10.1.2.128/25           | 10.1.2.0/25 10.1.2.128/25
          2000::/3     | 2000::/4                | 2000::/4 3000::/4
          0.0.0.0/0    | 128.0.0.0/1             | 0.0.0.0/1 128.0.0.0/1
          ::/0         | 8000::/1                | ::/1 8000::/1
          """)
  void a_range_is_cut_where_a_network_begins_and_ends(String range, String cut, String parts) {
    assertThat(
            AddressRange.of(Cidr.parse(range)).split(List.of(Cidr.parse(cut))).stream()
                .flatMap(part -> part.networks().stream())
                .map(Cidr::toString))
        .containsExactly(parts.split(" "));
  }

  @Test
  void what_is_missing_and_what_is_there_make_the_whole() {
    List<AddressRange> ranges =
        AddressRange.everything(Family.IPv4).without(List.of(Cidr.parse("10.0.0.0/8")));
    assertThat(AddressRange.missing(Family.IPv4, ranges)).hasToString("[10.0.0.0/8]");
  }

  @Test
  void neighbours_of_one_family_are_joined() {
    assertThat(
            AddressRange.networks(
                Stream.of("10.0.0.0/25", "10.0.0.128/25", "10.0.2.0/24", "::a00:300/120")
                    .map(Cidr::parse)
                    .map(AddressRange::of)
                    .toList()))
        .hasToString("[10.0.0.0/24, 10.0.2.0/24, ::a00:300/120]");
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.0/32, true", "10.0.0.0/31, false", "::/128, true", "::/127, false"})
  void a_range_is_single_where_it_has_one_address(String network, boolean isSingle) {
    assertThat(AddressRange.of(Cidr.parse(network)).isSingle()).isEqualTo(isSingle);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/30, 10.0.0.0, true",
    "10.0.0.0/30, 10.0.0.3, true",
    "10.0.0.0/30, 10.0.0.4, false",
    "10.0.0.0/30, 9.255.255.255, false",
    "0.0.0.0/0, ::1, false",
    "::/0, 255.255.255.255, false"
  })
  void a_range_has_the_addresses_from_its_first_to_its_last(
      String range, String address, boolean contains) {
    assertThat(AddressRange.of(Cidr.parse(range)).contains(Cidr.literal(address)))
        .isEqualTo(contains);
  }
}
