package io.esgoperator.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LookedUpHostsTest {
  @Test
  void a_name_has_the_addresses_that_this_machine_finds() {
    assertThat(new LookedUpHosts().of("localhost")).contains("127.0.0.1");
  }

  /** RFC 6761 section 6.4: no name below invalid exists. */
  @Test
  void a_name_that_is_not_found_has_none() {
    assertThat(new LookedUpHosts().of("none.invalid")).isEmpty();
  }
}
