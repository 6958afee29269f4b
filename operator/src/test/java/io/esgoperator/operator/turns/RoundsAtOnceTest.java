package io.esgoperator.operator.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How the number of rounds follows a cluster. */
class RoundsAtOnceTest {
  private static final Duration USUAL = Duration.ofSeconds(2);
  private static final Duration SLOW = Duration.ofSeconds(6);

  private final RoundsAtOnce rounds = new RoundsAtOnce(4, 100);
  private Instant now = Instant.EPOCH;

  @Test
  void a_cluster_is_given_the_least_at_first() {
    assertThat(rounds.places()).isEqualTo(4);
  }

  @Test
  void while_all_begin_in_time_the_number_doubles() {
    window(USUAL);
    assertThat(rounds.places()).isEqualTo(8);
    window(USUAL);
    assertThat(rounds.places()).isEqualTo(16);
  }

  @Test
  void the_number_stays_below_its_bound() {
    IntStream.range(0, 10).forEach(time -> window(USUAL));
    assertThat(rounds.places()).isEqualTo(100);
  }

  @Test
  void nothing_changes_before_a_windowful_has_ended() {
    rounds.wanted();
    IntStream.range(0, 3).forEach(round -> end("mail", USUAL));
    assertThat(rounds.places()).isEqualTo(4);
  }

  @Test
  void a_number_that_none_waits_for_does_not_grow() {
    IntStream.range(0, 40).forEach(round -> end("mail", USUAL));
    assertThat(rounds.places()).isEqualTo(4);
  }

  @Test
  void a_window_in_which_rounds_start_late_halves_the_number() {
    window(USUAL);
    window(USUAL);
    window(SLOW);
    assertThat(rounds.places()).isEqualTo(8);
  }

  @Test
  void after_a_late_one_the_number_grows_by_one() {
    window(USUAL);
    window(USUAL);
    window(SLOW);
    window(USUAL);
    assertThat(rounds.places()).isEqualTo(9);
  }

  @Test
  void the_number_never_falls_below_the_least() {
    window(USUAL);
    IntStream.range(0, 5).forEach(time -> window(SLOW));
    assertThat(rounds.places()).isEqualTo(4);
  }

  @Test
  void a_start_that_takes_more_than_half_as_long_again_as_is_usual_adds_no_round() {
    window(USUAL);
    window(Duration.ofSeconds(3));
    assertThat(rounds.places()).isEqualTo(16);
    window(Duration.ofMillis(3_001));
    assertThat(rounds.places()).as("no more, and no fewer").isEqualTo(16);
  }

  @Test
  void up_to_five_seconds_half_as_long_again_adds_rounds() {
    window(Duration.ofMillis(3_400));
    window(RoundsAtOnce.PROMPT);
    assertThat(rounds.places()).isEqualTo(16);
  }

  @Test
  void each_windowful_is_counted_by_itself() {
    rounds.wanted();
    IntStream.range(0, 4).forEach(round -> end("mail-" + round, USUAL));
    window(SLOW);
    assertThat(rounds.places()).isEqualTo(4);
  }

  @Test
  void two_seconds_and_a_half_are_soon_whatever_is_usual() {
    window(Duration.ofSeconds(1));
    window(RoundsAtOnce.SOON);
    assertThat(rounds.places()).isEqualTo(16);
    window(RoundsAtOnce.SOON.plusMillis(1));
    assertThat(rounds.places()).as("no more, and no fewer").isEqualTo(16);
  }

  @Test
  void five_seconds_are_late_nowhere() {
    window(USUAL);
    window(RoundsAtOnce.PROMPT);
    assertThat(rounds.places()).isEqualTo(8);
    window(RoundsAtOnce.PROMPT.plusMillis(1));
    assertThat(rounds.places()).isEqualTo(4);
  }

  @Test
  void where_all_pods_start_slowly_a_tenth_more_is_still_in_time() {
    window(Duration.ofSeconds(20));
    window(Duration.ofSeconds(22));
    assertThat(rounds.places()).isEqualTo(16);
    window(Duration.ofMillis(22_001));
    assertThat(rounds.places()).as("no more, and no fewer").isEqualTo(16);
  }

  @Test
  void where_all_pods_start_slowly_half_as_long_again_is_not_late_yet() {
    window(Duration.ofSeconds(20));
    window(Duration.ofSeconds(30));
    assertThat(rounds.places()).isEqualTo(8);
    window(Duration.ofMillis(30_001));
    assertThat(rounds.places()).isEqualTo(4);
  }

  @Test
  void a_cluster_that_became_slower_keeps_the_least_until_it_starts_in_time_again() {
    window(USUAL);
    window(SLOW);
    window(SLOW);
    assertThat(rounds.places()).isEqualTo(4);
    window(USUAL);
    assertThat(rounds.places()).isEqualTo(5);
  }

  @Test
  void the_slow_pods_of_one_namespace_slow_down_no_other() {
    rounds.wanted();
    end("honest", USUAL);
    IntStream.range(0, 3).forEach(round -> end("hostile", Duration.ofMinutes(10)));
    assertThat(rounds.places()).isEqualTo(8);
  }

  @Test
  void the_slow_pods_of_most_namespaces_slow_down_all() {
    window(USUAL);
    rounds.wanted();
    IntStream.range(0, 8).forEach(round -> end("mail-" + round, round < 3 ? USUAL : SLOW));
    assertThat(rounds.places()).isEqualTo(4);
  }

  @Test
  void rounds_that_began_before_the_last_change_say_nothing_about_this_number() {
    window(USUAL);
    rounds.wanted();
    IntStream.range(0, 8).forEach(round -> rounds.ended("mail", now.minusSeconds(9), SLOW, now));
    assertThat(rounds.places()).isEqualTo(8);
  }

  private void end(String namespace, Duration start) {
    rounds.ended(namespace, now, start, now);
  }

  /** As many rounds end as work at once, while others wait. */
  private void window(Duration start) {
    now = now.plusSeconds(8);
    rounds.wanted();
    IntStream.range(0, rounds.places()).forEach(round -> end("mail", start));
  }
}
