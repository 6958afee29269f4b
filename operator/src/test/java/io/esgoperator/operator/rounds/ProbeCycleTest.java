package io.esgoperator.operator.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.operator.turns.AnyInstances;
import io.fabric8.kubernetes.api.model.EventList;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What a pass asks of the API server: all of it is listed here, so that it does not grow unseen.
 */
class ProbeCycleTest extends CycleFixture {
  @Test
  void a_pass_that_starts_a_round_looks_once() {
    assertThat(pass()).containsExactly(LOOK[0], LOOK[1], ASK, MAKE, ASK, MAKE);
  }

  @Test
  void the_outbound_job_is_made_last() {
    pass();
    assertThat(informed.hear())
        .hasSize(2)
        .satisfiesExactly(
            in -> assertThat(in).endsWith("-in"), out -> assertThat(out).endsWith("-out"));
  }

  @Test
  void a_pass_that_waits_for_its_jobs_asks_for_nothing() {
    begin();
    assertThat(requestsOf(20, SECOND)).isEmpty();
  }

  @Test
  void a_pass_that_waits_for_one_of_its_jobs_asks_for_nothing() {
    begin();
    informed.ends("-out");
    assertThat(requestsOf(20, SECOND)).isEmpty();
  }

  @Test
  void of_a_job_that_has_no_pod_after_five_seconds_it_asks_why() {
    begin();
    informed.losesPods();
    cluster.has(EVENTS, new EventList());
    assertThat(requestsOf(5, SECOND)).isEmpty();
    assertThat(requestsOf(1, SECOND)).containsExactly("GET " + EVENTS);
  }

  @Test
  void a_pass_that_reads_a_round_looks_once() {
    begin();
    informed.ends("");
    assertThat(pass()).containsExactly(LOOK);
  }

  @Test
  void a_round_whose_probes_asked_in_time_makes_room_for_more_while_others_wait() {
    begin();
    gate.enter(AnyInstances.round(ANOTHER, MINUTE));
    informed.ends("");
    pass();
    assertThat(gate.places()).isEqualTo(2);
  }

  @Test
  void a_round_of_which_only_the_first_job_was_made_goes_on() {
    begin();
    informed.forget("-out");
    assertThat(pass()).containsExactly(LOOK[0], LOOK[1], ASK, MAKE);
  }

  @Test
  void a_pass_that_queues_asks_for_nothing_but_its_pods() {
    gate.enter(AnyInstances.round(ANOTHER, Duration.ofHours(1)));
    assertThat(pass()).containsExactly("GET " + PODS);
    assertThat(requestsOf(20, SECOND)).isEmpty();
  }

  @Test
  void a_pass_that_rests_asks_for_nothing_but_its_pods_every_two_minutes() {
    instance = controlled("Open", CANARY);
    pass();
    assertThat(requestsOf(4, MINUTE)).containsExactly("GET " + PODS, "GET " + PODS);
  }

  @Test
  void an_outdated_round_is_cleared_away_while_the_next_one_queues() {
    begin();
    gate.leave(InstanceKey.of(instance));
    gate.enter(AnyInstances.round(ANOTHER, Duration.ofHours(1)));
    instance.setSpec(Instances.withSpec("probe: {timeout: 2s}").getSpec());
    assertThat(pass()).contains(ASK).filteredOn(request -> request.startsWith("DELETE")).hasSize(2);
  }

  @Test
  void jobs_that_another_leader_has_made_for_what_is_newer_are_not_cleared_away() {
    begin();
    cluster.has(INSTANCE, controlled("Open", ""));
    instance.setSpec(Instances.withSpec("probe: {timeout: 2s}").getSpec());
    assertThat(pass(instance)).contains(ASK).noneMatch(request -> request.startsWith("DELETE"));
  }

  @Test
  void a_pass_that_starts_a_control_looks_once_and_then_waits_for_nothing() {
    instance = controlled("Blocked", "");
    assertThat(pass()).containsExactly(LOOK[0], LOOK[1], ASK, MAKE);
    assertThat(informed.hear()).singleElement().asString().endsWith("-ctl");
    assertThat(requestsOf(20, SECOND)).isEmpty();
  }

  @Test
  void a_canary_looks_when_it_makes_a_job_and_at_its_end() {
    instance = controlled("Open", "");
    assertThat(pass()).containsExactly(LOOK[0], LOOK[1], ASK, MAKE);
    informed.hear();
    assertThat(requestsOf(20, SECOND)).isEmpty();
    informed.answers("-lsn");
    assertThat(pass()).containsExactly(LOOK[0], LOOK[1], ASK, MAKE);
    informed.hear();
    assertThat(requestsOf(20, SECOND)).isEmpty();
    informed.ends("-vis");
    assertThat(pass()).containsExactly(LOOK);
  }

  @Test
  void a_canary_of_which_a_clock_far_ahead_told_the_time_is_made_again() {
    instance =
        controlled(
            "Open",
            "canaries: [{direction: Inbound, found: Closed, time: '2026-01-01T02:00:00Z', generation: 1}]");
    assertThat(pass()).contains(MAKE);
  }

  @Test
  void a_job_that_another_leader_has_read_already_is_not_made_again() {
    cluster.has(INSTANCE, controlled("Open", ""));
    assertThat(pass(instance)).contains(ASK).doesNotContain(MAKE);
  }

  @Test
  void for_an_instance_that_is_gone_no_job_is_made() {
    cluster.refuses(INSTANCE, 404);
    assertThat(pass(instance)).contains(ASK).doesNotContain(MAKE);
  }
}
