package io.esgoperator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoundTimeTest {
  @Test
  void a_round_is_over_in_ten_minutes_whatever_the_timeout() {
    assertThat(RoundTime.atMost(Duration.ofSeconds(60))).isLessThan(Duration.ofMinutes(10));
    assertThat(RoundTime.atMost(Duration.ofSeconds(5))).isLessThan(Duration.ofSeconds(105));
  }
}
