package io.esgoperator.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import org.junit.jupiter.api.Test;

class InternetTest {
  @Test
  void the_internet_has_no_address_of_a_site() {
    assertThat(Internet.of(Family.IPv4))
        .noneMatch(
            range ->
                range.networks().stream()
                    .anyMatch(network -> network.contains(Cidr.literal("10.1.1.1"))));
  }
}
