package io.esgoperator.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.MovableClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeadershipTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final MovableClock clock = new MovableClock();
  private final AtomicInteger exits = new AtomicInteger();
  private final Leadership leadership = new Leadership("a", clock, exits::incrementAndGet);

  @Test
  void a_leader_that_renews_its_lease_goes_on() {
    leadership.start();
    for (int minute = 0; minute < 60; minute++) {
      clock.advance(SECOND.multipliedBy(10));
      leadership.read(clock.instant(), heldBy("a"));
      leadership.check();
    }
    assertThat(exits).hasValue(0);
  }

  @Test
  void a_leader_that_could_not_renew_ends_before_another_may_lead() {
    leadership.start();
    clock.advance(Leadership.LEASE);
    leadership.check();
    assertThat(exits).hasValue(0);
    clock.advance(SECOND);
    leadership.check();
    assertThat(exits).hasValue(1);
  }

  @Test
  void a_leader_that_sees_another_hold_the_lease_ends() {
    leadership.start();
    clock.advance(SECOND);
    leadership.read(clock.instant(), heldBy("b"));
    leadership.check();
    assertThat(exits).hasValue(1);
  }

  @Test
  void an_answer_from_before_the_start_takes_no_lease_away() {
    var asked = clock.instant();
    clock.advance(SECOND);
    leadership.start();
    leadership.read(asked, heldBy("b"));
    leadership.check();
    assertThat(exits).hasValue(0);
  }

  @Test
  void the_electors_word_ends_it_at_once() {
    leadership.start();
    leadership.stop();
    assertThat(exits).hasValue(1);
  }

  @Test
  void a_leader_that_stops_in_order_is_left_the_time_for_it() {
    leadership.start();
    leadership.resign();
    leadership.stop();
    clock.advance(Leadership.LEASE.multipliedBy(2));
    leadership.check();
    assertThat(exits).hasValue(0);
  }

  @Test
  void a_standby_never_ends() {
    leadership.read(clock.instant(), heldBy("b"));
    clock.advance(Duration.ofHours(1));
    leadership.check();
    assertThat(exits).hasValue(0);
    assertThat(leadership.isLeading()).isFalse();
  }

  @Test
  void a_lease_that_no_replica_takes_is_abandoned() {
    LeaseState dead = heldBy("b");
    clock.advance(Leadership.LEASE.multipliedBy(3));
    leadership.read(clock.instant(), dead);
    assertThat(leadership.isAbandoned()).isFalse();
    clock.advance(SECOND);
    leadership.read(clock.instant(), dead);
    assertThat(leadership.isAbandoned()).isTrue();
  }

  @Test
  void a_lease_that_was_given_back_and_never_taken_is_abandoned() {
    LeaseState free = new LeaseState("", clock.instant(), Leadership.LEASE);
    clock.advance(Leadership.LEASE.multipliedBy(2).plus(SECOND));
    leadership.read(clock.instant(), free);
    assertThat(leadership.isAbandoned()).isTrue();
  }

  @Test
  void a_silent_api_server_is_no_reason_to_start_anew() {
    LeaseState dead = heldBy("b");
    clock.advance(Leadership.LEASE.multipliedBy(4));
    leadership.read(clock.instant(), dead);
    clock.advance(Leadership.LEASE.multipliedBy(2));
    assertThat(leadership.isAbandoned()).isFalse();
  }

  @Test
  void a_leader_has_not_abandoned_anything() {
    leadership.start();
    clock.advance(Duration.ofHours(1));
    leadership.read(clock.instant(), LeaseState.absent(clock.instant().minusSeconds(3_600)));
    assertThat(leadership.isAbandoned()).isFalse();
  }

  /** The elector writes the machine's time, and the operator's clock never goes back. */
  @Test
  void a_leader_that_renews_by_a_clock_that_was_set_back_ends_since_another_may_take_the_lease() {
    leadership.start();
    clock.advance(SECOND);
    leadership.read(
        clock.instant(),
        new LeaseState("a", clock.instant().minus(Duration.ofHours(1)), Leadership.LEASE));
    leadership.check();
    assertThat(exits).hasValue(1);
  }

  private LeaseState heldBy(String holder) {
    return new LeaseState(holder, clock.instant(), Leadership.LEASE);
  }
}
