package io.esgoperator.operator.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.gateway.Names;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  private final EsgInstance instance = Instances.sample("minimal");

  @BeforeEach
  void identify() {
    instance.getMetadata().setUid("uid");
  }

  @Test
  void the_first_round_is_due_at_once() {
    assertThat(next().due()).isEqualTo(NOON);
  }

  @Test
  void the_next_round_is_due_after_the_interval_and_up_to_a_tenth_more() {
    probed("rounds: ooo");
    assertThat(next().due())
        .isBetween(NOON.plus(INTERVAL), NOON.plus(INTERVAL).plus(INTERVAL.dividedBy(10)));
  }

  @Test
  void a_clock_that_was_set_back_holds_no_round_up() {
    probed("rounds: ooo");
    assertThat(at(NOON.minus(Duration.ofHours(1))).due())
        .isEqualTo(NOON.minus(Duration.ofHours(1)));
  }

  @Test
  void two_clocks_that_differ_by_seconds_make_no_round_more() {
    probed("rounds: ooo");
    assertThat(at(NOON.minusSeconds(3))).isEqualTo(next());
  }

  @Test
  void a_clock_that_jumps_ahead_makes_one_round_due() {
    probed("rounds: ooo");
    Instant late = NOON.plus(Duration.ofHours(1));
    assertThat(next().isDue(late)).isTrue();
    probed("rounds: oooo", late);
    assertThat(at(late).isDue(late)).isFalse();
  }

  @Test
  void a_doubt_is_cleared_at_once() {
    probed("rounds: ox, doubt: Blocked in the last round");
    assertThat(next().due()).isEqualTo(NOON);
  }

  /** It waits until the minute is over in which a limit counts connections. */
  @ParameterizedTest
  @CsvSource({
    "smtp-out, Outbound, 25, Open, 60",
    "smtp-out, Outbound, 25, Partial, 60",
    "smtp-out, Outbound, 25, Unknown, 0",
    "smtp-in, Inbound, 25, Open, 0",
    "https, Outbound, 443, Open, 0"
  })
  void a_doubt_on_mail_that_worked_is_cleared_a_minute_later(
      String name, String direction, int port, String verdict, int seconds) {
    probed(
        "name: %s, direction: %s, port: %d, verdict: %s, rounds: ox, doubt: Blocked"
            .formatted(name, direction, port, verdict));
    assertThat(next().due()).isEqualTo(NOON.plusSeconds(seconds));
  }

  @Test
  void a_doubt_on_mail_waits_for_no_clock_that_was_set_back() {
    probed(
        "name: smtp-out, direction: Outbound, port: 25, verdict: Open, rounds: ox, doubt: Blocked",
        NOON.plus(Duration.ofDays(1)));
    assertThat(next().due()).isEqualTo(NOON);
  }

  @Test
  void a_new_spec_is_probed_at_once() {
    probed("rounds: ooo");
    instance.getMetadata().setGeneration(2L);
    instance.setSpec(
        Serialization.unmarshal(
            "podSelector: {matchLabels: {app: other}}", instance.getSpec().getClass()));
    assertThat(next().due()).isEqualTo(NOON);
  }

  /** Its rows keep what was seen and what to change in one sentence, which may be wrong by now. */
  @Test
  void a_round_that_version_0_1_0_read_is_followed_at_once() {
    probed("rounds: ooo", NOON, Names.hash(Serialization.asJson(instance.getSpec())));
    assertThat(next().due()).isEqualTo(NOON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ProbeImagePull", "NothingReached"})
  void a_probe_that_is_broken_or_has_no_network_is_sent_again_after_a_minute(String reason) {
    probed("rounds: '', reason: " + reason);
    assertThat(Duration.between(NOON, next().due()))
        .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(66));
  }

  @Test
  void a_path_that_was_closed_in_eight_rounds_is_asked_half_as_often() {
    probed("rounds: xxxxxxxx");
    assertThat(Duration.between(NOON, next().due()))
        .isBetween(INTERVAL.multipliedBy(2), INTERVAL.multipliedBy(2).plus(INTERVAL.dividedBy(5)));
  }

  @Test
  void one_good_round_ends_the_back_off() {
    probed("rounds: xxxxxxxo");
    assertThat(Duration.between(NOON, next().due()))
        .isBetween(INTERVAL, INTERVAL.plus(INTERVAL.dividedBy(10)));
  }

  @Test
  void a_round_that_is_asked_for_starts_whatever_the_back_off() {
    probed("rounds: xxxxxxxx");
    instance.getMetadata().setAnnotations(Map.of(Names.PROBE_NOW, "please"));
    assertThat(next().due()).isEqualTo(NOON);
  }

  @Test
  void a_round_is_asked_for_until_one_was_read_that_knew_of_it() {
    assertThat(next().isAskedFor(instance)).as("without an annotation").isFalse();
    instance.getMetadata().setAnnotations(Map.of(Names.PROBE_NOW, "please"));
    assertThat(next().isAskedFor(instance)).as("before the first round").isTrue();
    probed("rounds: ooo");
    assertThat(next().isAskedFor(instance)).as("after a round without it").isTrue();
    instance.setStatus(
        Serialization.unmarshal(
            "lastProbe: {time: '%s', requested: please}".formatted(NOON), EsgInstanceStatus.class));
    assertThat(next().isAskedFor(instance)).as("after its round").isFalse();
  }

  @Test
  void pods_that_changed_since_the_last_round_began_are_asked_half_a_minute_after_its_end() {
    probed("rounds: ooo");
    assertThat(changed(NOON.minusSeconds(19)).due()).isEqualTo(NOON.plusSeconds(30));
    assertThat(changed(NOON.plusSeconds(70)).due()).isEqualTo(NOON.plusSeconds(30));
  }

  @Test
  void pods_that_changed_before_the_last_round_began_ask_for_none() {
    probed("rounds: ooo");
    assertThat(changed(NOON.minusSeconds(20))).isEqualTo(next());
  }

  @Test
  void a_round_that_is_due_anyway_does_not_wait_for_pods_that_changed() {
    probed("rounds: ox, doubt: Blocked in the last round");
    assertThat(changed(NOON).due()).isEqualTo(NOON);
  }

  @Test
  void pods_that_changed_before_the_first_round_do_not_hold_it_up() {
    assertThat(changed(NOON).due()).isEqualTo(NOON);
  }

  private Round changed(Instant change) {
    return Round.next(instance, Optional.of(change), NOON);
  }

  private Round next() {
    return at(NOON);
  }

  private Round at(Instant now) {
    return Round.next(instance, Optional.empty(), now);
  }

  /** The last round ended at noon, took 20 s and left this row. */
  private void probed(String row) {
    probed(row, NOON);
  }

  private void probed(String row, Instant ended) {
    probed(row, ended, next().specHash());
  }

  private void probed(String row, Instant ended, String specHash) {
    instance.setStatus(
        Serialization.unmarshal(
            "lastProbe: {time: '%s', durationMillis: 20000, specHash: '%s'}\npaths: [%s]"
                .formatted(ended, specHash, "{" + row + "}"),
            EsgInstanceStatus.class));
  }
}
