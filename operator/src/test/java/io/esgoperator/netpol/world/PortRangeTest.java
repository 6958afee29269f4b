package io.esgoperator.netpol.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortRangeTest {
  @ParameterizedTest
  @CsvSource({"19, false", "20, true", "25, true", "30, true", "31, false"})
  void both_ends_belong_to_it(int port, boolean isIn) {
    assertThat(new PortRange(20, 30).contains(port)).isEqualTo(isIn);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''          | every port
          1           | every port
          0 -1 65536  | every port
          25          | 1 to 24, 25 to 65535
          80 25       | 1 to 24, 25 to 79, 80 to 65535
          65535       | 1 to 65534, 65535
          25 65536    | 1 to 24, 25 to 65535
          """)
  void all_ports_are_split_where_a_range_begins(String starts, String ranges) {
    assertThat(
            PortRange.startingAt(
                Stream.of(starts.split(" "))
                    .filter(start -> !start.isEmpty())
                    .map(Integer::valueOf)
                    .toList()))
        .hasToString("[" + ranges + "]");
  }

  @Test
  void two_ranges_together_go_from_the_first_port_to_the_last() {
    assertThat(new PortRange(20, 30).through(new PortRange(31, 40)))
        .isEqualTo(new PortRange(20, 40));
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
