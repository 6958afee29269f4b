package io.esgoperator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundTimeTest {
  @Test
  void a_round_is_over_in_ten_minutes_whatever_the_timeout() {
    assertThat(RoundTime.atMost(Duration.ofSeconds(60))).isLessThan(Duration.ofMinutes(10));
    assertThat(RoundTime.atMost(Duration.ofSeconds(5))).isLessThan(Duration.ofSeconds(105));
  }

  @ParameterizedTest
  @CsvSource({"0, 400", "50, 400", "51, 408", "124, 992", "125, 1000", "60000, 1000"})
  void an_unused_address_gets_many_times_as_long_as_a_peer_took(long peer, long unused) {
    assertThat(RoundTime.onTheWay(OptionalLong.of(peer))).hasMillis(unused);
  }

  @Test
  void an_unused_address_gets_a_second_where_no_peer_answered() {
    assertThat(RoundTime.onTheWay(OptionalLong.empty())).hasSeconds(1);
  }

  @ParameterizedTest
  @CsvSource({"5000, 550, 4450", "1100, 550, 550", "1000, 550, 500"})
  void a_datagram_that_is_sent_again_ends_with_the_first_ones_time_but_gets_half_of_it(
      long timeout, long patience, long rest) {
    assertThat(RoundTime.rest(Duration.ofMillis(timeout), Duration.ofMillis(patience)))
        .hasMillis(rest);
  }

  @ParameterizedTest
  @CsvSource({"1, 275", "4, 275", "5, 1100"})
  void the_first_tries_of_a_port_that_shall_be_closed_follow_each_other_sooner(
      int tries, long pause) {
    assertThat(RoundTime.pauseAfter(tries, RoundTime.PAUSE)).hasMillis(pause);
  }
}
