package io.esgoperator.probe.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.DURATION;

import io.esgoperator.model.Application;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PathProbeTest extends PathProbeFixture {
  @Test
  void an_exchange_takes_whole_milliseconds() {
    AtomicLong nanos = new AtomicLong(5_000_000_000L);
    PathProbe probe =
        new PathProbe(
            (target, timeout) -> {
              nanos.addAndGet(12_900_000);
              return ProbeResult.answered("pong");
            },
            inspectors,
            Duration.ofMillis(100),
            Duration.ofMillis(30),
            ForkJoinPool.commonPool(),
            nanos::get,
            new Turns(),
            new FirstReplies(System::nanoTime));
    assertThat(
            probe
                .judge(
                    new ProbePlan.PlannedPath("razor2", Application.Razor2, 6277, List.of()),
                    Family.IPv4,
                    List.of(FIRST))
                .latencyMillis())
        .isEqualTo(12);
  }

  @Test
  void an_answer_at_the_first_try_asks_no_other_peer() {
    PathReport report = judge((target, timeout) -> ProbeResult.answered("pong"));
    assertThat(report.finding()).isEqualTo(Finding.Answered);
    assertThat(asked).containsExactly(FIRST);
  }

  @Test
  void silence_is_told_only_after_two_tries_and_a_second_peer() {
    PathReport report = judge(PathProbeFixture::silent);
    assertThat(report.finding()).isEqualTo(Finding.NoAnswer);
    assertThat(report.tries()).isEqualTo(3);
    assertThat(report.hosts()).isEqualTo(2);
    assertThat(asked).containsExactlyInAnyOrder(FIRST, FIRST, SECOND);
  }

  @Test
  void a_lost_packet_is_forgiven() {
    assertThat(
            judge(
                    (target, timeout) ->
                        asked.size() == 1 ? silent(target, timeout) : ProbeResult.answered("pong"))
                .evidence())
        .isEqualTo("pong");
  }

  @Test
  void a_server_that_is_down_is_no_closed_path_while_another_answers() {
    PathReport report =
        judge(
            (target, timeout) ->
                target.equals(FIRST) ? silent(target, timeout) : ProbeResult.answered("pong"));
    assertThat(report.finding()).isEqualTo(Finding.Answered);
    assertThat(report.target()).isEqualTo("192.0.2.2");
    assertThat(report.evidence()).isEqualTo("pong; 192.0.2.1 did not, so it may be down");
  }

  @Test
  void after_a_refusal_as_after_silence_a_pause_comes_before_the_second_try() {
    List<Long> times = Collections.synchronizedList(new ArrayList<>());
    long start = System.nanoTime();
    judge(
        (target, timeout) -> {
          times.add(System.nanoTime());
          throw new ConnectException("Connection refused");
        });
    assertThat(Duration.ofNanos(times.get(1) - start))
        .as("the pause of 60 ms, in which the first try's thread starts")
        .isGreaterThanOrEqualTo(Duration.ofMillis(59));
  }

  @ParameterizedTest
  @CsvSource({"Dcc, 400, 750", "Razor2, 800, 2000"})
  void silence_at_a_datagram_port_is_waited_for_half_as_long_as_one_on_a_connection(
      Application application, long least, long most) {
    List<Long> times = Collections.synchronizedList(new ArrayList<>());
    long start = System.nanoTime();
    silentFirst(
        application,
        Duration.ofMillis(100),
        timeout -> times.add((System.nanoTime() - start) / 1_000_000));
    assertThat(times.get(1)).isBetween(least, most);
  }

  @ParameterizedTest
  @CsvSource({"Dcc, 600", "Razor2, 1000"})
  void a_datagram_sent_again_shares_the_first_ones_time_and_a_connection_has_its_own(
      Application application, long second) {
    List<Duration> timeouts = Collections.synchronizedList(new ArrayList<>());
    silentFirst(application, Duration.ofSeconds(1), timeouts::add);
    assertThat(timeouts).containsExactly(Duration.ofSeconds(1), Duration.ofMillis(second));
  }

  /** One peer, whose first try takes a second, and a pause of 800 ms. */
  private void silentFirst(Application application, Duration timeout, Consumer<Duration> tried) {
    AtomicInteger tries = new AtomicInteger();
    new PathProbe(
            (target, patience) -> {
              tried.accept(patience);
              PathProbe.sleep(Duration.ofSeconds(tries.getAndIncrement() == 0 ? 1 : 0));
              return silent(target, patience);
            },
            inspectors,
            timeout,
            Duration.ofMillis(800),
            ForkJoinPool.commonPool(),
            System::nanoTime,
            new Turns(),
            new FirstReplies(System::nanoTime))
        .judge(
            new ProbePlan.PlannedPath("path", application, 6277, List.of()),
            Family.IPv4,
            List.of(FIRST));
  }

  @Test
  void an_unused_address_gets_less_than_a_second_where_a_peer_answered_at_once() {
    List<Duration> patience = new ArrayList<>();
    judge(
        inspected(List.of(), List.of(UNUSED), List.of()),
        (target, timeout) -> {
          if (!target.equals(ProbeTarget.of(UNUSED))) {
            return ProbeResult.answered("pong");
          }
          patience.add(timeout);
          return silent(target, timeout);
        });
    assertThat(patience)
        .singleElement(DURATION)
        .isBetween(Duration.ofMillis(400), Duration.ofMillis(999));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"FellSilent", "Held", "HeldMidWord", "HandshakeStalled", "HandshakeUnfinished"})
  void a_peer_that_took_the_connection_may_answer_late(Finding first) {
    PathReport report =
        judge(
            (target, timeout) ->
                timeout.toMillis() > 300
                    ? ProbeResult.answered("220 at last")
                    : new ProbeResult(first, "connected, then silence"));
    assertThat(report.finding()).isEqualTo(Finding.Answered);
  }

  @Test
  void the_more_telling_finding_is_reported() {
    assertThat(
            judge(
                    (target, timeout) -> {
                      if (target.equals(FIRST)) {
                        throw new SocketTimeoutException("no answer");
                      }
                      throw new ConnectException("Connection refused");
                    })
                .finding())
        .isEqualTo(Finding.Refused);
  }

  /** What only one of them shows may be its own fault, although another one was asked. */
  @ParameterizedTest
  @CsvSource({
    "ClosedEarly, NoAnswer, 1",
    "Held, NoAnswer, 1",
    "ForeignPage, Refused, 1",
    "ClosedEarly, Held, 2",
    "Refused, NoAnswer, 2",
    "Prohibited, NoAnswer, 1",
    "NoAnswer, NoAnswer, 2",
    "ProbeFault, ProbeFault, 2"
  })
  void a_report_counts_the_hosts_that_showed_what_it_tells(
      Finding first, Finding second, int hosts) {
    assertThat(
            judge(
                    (target, timeout) ->
                        new ProbeResult(target.equals(FIRST) ? first : second, "seen"))
                .hosts())
        .isEqualTo(hosts);
  }

  @Test
  void a_defect_of_the_prober_is_no_verdict_on_the_path() {
    assertThat(
            judge(
                    (target, timeout) -> {
                      throw new IllegalStateException("defect");
                    })
                .finding())
        .isEqualTo(Finding.ProbeFault);
  }
}
