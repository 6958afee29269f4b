package io.esgoperator.operator.turns;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.operator.settings.RoundLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often rounds ask public servers. */
class PublicPaceTest extends RoundGateFixture {
  @ParameterizedTest
  @CsvSource({"60, 10", "600, 100", "6, 1", "1, 1"})
  void those_of_ten_seconds_may_begin_at_once(int roundsAMinute, int atOnce) {
    PublicPace pace = new PublicPace(roundsAMinute);
    for (int round = 0; round < atOnce; round++) {
      assertThat(pace.free(clock.instant())).isEqualTo(atOnce - round);
      pace.take(clock.instant());
    }
    assertThat(pace.free(clock.instant())).isZero();
  }

  @Test
  void one_more_may_begin_when_its_share_of_the_minute_is_over() {
    PublicPace pace = new PublicPace(6);
    pace.take(clock.instant());
    clock.advance(Duration.ofSeconds(10).minusNanos(1));
    assertThat(pace.free(clock.instant())).isZero();
    clock.advance(Duration.ofNanos(1));
    assertThat(pace.free(clock.instant())).isEqualTo(1);
  }

  @Test
  void a_quiet_hour_saves_nothing_up() {
    PublicPace pace = new PublicPace(60);
    clock.advance(Duration.ofHours(1));
    assertThat(pace.free(clock.instant())).isEqualTo(10);
  }

  @Test
  void a_round_that_asks_public_servers_waits_while_others_go_on() {
    gate = gate(new RoundLimits(9, 9, 6));
    assertThat(gate.enter(publicOne("alpha", "a"))).isEmpty();
    assertThat(gate.enter(publicOne("beta", "b"))).isPresent();
    assertThat(enter(C)).isEmpty();
  }

  @Test
  void it_begins_when_its_turn_among_them_has_come() {
    gate = gate(new RoundLimits(9, 9, 6));
    gate.enter(publicOne("alpha", "a"));
    gate.enter(publicOne("beta", "b"));
    clock.advance(Duration.ofSeconds(10));
    assertThat(gate.enter(publicOne("gamma", "c"))).as("beta came before it").isPresent();
    assertThat(gate.enter(publicOne("beta", "b"))).isEmpty();
  }

  @Test
  void rounds_that_wait_for_public_servers_want_no_more_places() {
    gate = gate(new RoundLimits(2, 100, 6));
    gate.enter(publicOne("alpha", "a"));
    gate.enter(publicOne("beta", "b"));
    enter(C);
    gate.leave(key("alpha", "a"), SECOND);
    gate.leave(C, SECOND);
    assertThat(gate.places()).isEqualTo(2);
  }

  private WantedRound publicOne(String namespace, String name) {
    return new WantedRound(key(namespace, name), "round", clock.instant(), AT_MOST, true, false);
  }
}
