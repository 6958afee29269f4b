package io.esgoperator.netpol.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortRangeTest {
  @ParameterizedTest
  @CsvSource({"19, false", "20, true", "25, true", "30, true", "31, false"})
  void both_ends_belong_to_it(int port, boolean isIn) {
    assertThat(new PortRange(20, 30).contains(port)).isEqualTo(isIn);
  }

  @ParameterizedTest
  @CsvSource({"31, true", "30, false", "32, false"})
  void the_port_behind_its_last_one_touches_it(int first, boolean touches) {
    assertThat(new PortRange(20, 30).touches(new PortRange(first, 40))).isEqualTo(touches);
  }

  @ParameterizedTest
  @CsvSource({"20, 20, 20", "20, 30, 20 to 30", "1, 65535, every port", "1, 30, 1 to 30"})
  void it_is_told_by_its_ends(int first, int last, String text) {
    assertThat(new PortRange(first, last)).hasToString(text);
  }
}
