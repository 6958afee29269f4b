package io.esgoperator.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Application;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.Prober;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A port that the policy closes, or opens to other sources. */
class ClosingPortTest extends PathProbeFixture {
  private static final ProbePlan.PlannedPath CLOSED =
      new ProbePlan.PlannedPath(
          "*canary", Application.Http, 8080, true, Inspection.off(), List.of());

  private static final ProbePlan.PlannedPath FOR_OTHERS =
      new ProbePlan.PlannedPath("web-ui", Application.Https, 443, List.of());

  private final AtomicInteger open = new AtomicInteger();

  @Test
  void a_closed_port_is_tried_once_when_it_is_closed() {
    assertThat(untilClosed(PathProbeFixture::silent).tries()).isEqualTo(1);
    assertThat(asked).containsExactly(FIRST);
    assertThat(open).hasValue(0);
  }

  @Test
  void a_closed_port_may_be_open_until_the_policy_has_settled() {
    PathReport report =
        untilClosed(
            (target, timeout) ->
                asked.size() < 4 ? ProbeResult.answered("200") : silent(target, timeout));
    assertThat(report.finding()).isEqualTo(Finding.NoAnswer);
    assertThat(report.tries()).isEqualTo(4);
  }

  @Test
  void a_closed_port_that_stays_open_is_told() {
    PathReport report = untilClosed((target, timeout) -> ProbeResult.answered("200"));
    assertThat(report.finding()).isEqualTo(Finding.Answered);
    assertThat(report.tries()).isEqualTo(23);
    assertThat(open).hasValue(22);
  }

  @Test
  void a_thread_that_is_to_end_does_not_pause_and_learns_it_afterwards() {
    Thread.currentThread().interrupt();
    PathReport report =
        untilClosed(
            (target, timeout) ->
                asked.size() < 2 ? ProbeResult.answered("200") : silent(target, timeout));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(report.tries()).isEqualTo(2);
  }

  @Test
  void tries_at_a_port_that_is_to_be_closed_come_soon_at_first_and_with_a_whole_pause_then() {
    List<Long> times = new ArrayList<>();
    untilClosed(
        (target, timeout) -> {
          times.add(System.nanoTime());
          return times.size() < 7 ? ProbeResult.answered("200") : silent(target, timeout);
        });
    assertThat(Duration.ofNanos(times.get(1) - times.get(0)))
        .as("a quarter of the pause of 60 ms")
        .isBetween(Duration.ofMillis(15), Duration.ofMillis(50));
    assertThat(Duration.ofNanos(times.get(6) - times.get(4)))
        .as("two pauses of 60 ms")
        .isGreaterThanOrEqualTo(Duration.ofMillis(119));
  }

  @ParameterizedTest
  @CsvSource({
    "Answered, SourceNotRestricted",
    "Held, SourceNotRestricted",
    "NoAnswer, SourceRestricted",
    "Refused, SourceRestricted",
    "ProbeFault, ProbeFault"
  })
  void a_port_that_is_open_to_some_sources_shows_another_one_whether_it_is_kept_to_them(
      Finding found, Finding shown) {
    assertThat(
            probe((target, timeout) -> new ProbeResult(found, "seen"))
                .untilClosed(FOR_OTHERS, Family.IPv4, FIRST, open::incrementAndGet)
                .finding())
        .isEqualTo(shown);
  }

  @Test
  void a_canary_gets_as_long_as_a_rejection_takes_and_another_near_peer_two() {
    List<Duration> patience = new ArrayList<>();
    Prober noting =
        (target, timeout) -> {
          patience.add(timeout);
          return silent(target, timeout);
        };
    untilClosed(noting);
    probe(noting).untilClosed(FOR_OTHERS, Family.IPv4, FIRST, open::incrementAndGet);
    assertThat(patience).containsExactly(Duration.ofMillis(1_300), Duration.ofSeconds(2));
  }

  private PathReport untilClosed(Prober prober) {
    return probe(prober).untilClosed(CLOSED, Family.IPv4, FIRST, open::incrementAndGet);
  }
}
