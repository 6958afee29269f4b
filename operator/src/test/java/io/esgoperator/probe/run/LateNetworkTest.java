package io.esgoperator.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Application;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.Plans;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeReport;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pod whose network comes while the probe asks already. */
class LateNetworkTest extends ProbeRunnerFixture {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration LATE = Duration.ofMillis(300);
  private static final int TRIES = 2;

  /** Counts down when both tries of dcc are over. */
  private final CountDownLatch silent = new CountDownLatch(TRIES);

  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void what_was_silent_before_the_network_came_is_asked_again() {
    assertThat(found(run(this::connectedLate, this::whileThereIsANetwork), "dcc"))
        .isEqualTo(Finding.Answered);
    assertThat(asked).hasValue(TRIES + 1);
  }

  @Test
  void what_is_silent_then_too_stays_silent() {
    assertThat(found(run(this::connectedLate, this::never), "dcc")).isEqualTo(Finding.NoAnswer);
    assertThat(asked).hasValue(2 * TRIES);
  }

  @Test
  void nothing_is_asked_again_where_a_peer_answered_at_once() {
    assertThat(found(run((target, patience) -> ProbeResult.answered(""), this::never), "dcc"))
        .isEqualTo(Finding.NoAnswer);
    assertThat(asked).hasValue(TRIES);
  }

  /** Of neither a packet came; a pod without a route finds the second. */
  @ParameterizedTest
  @ValueSource(strings = {"NoAnswer", "Prohibited"})
  void what_no_packet_says_is_asked_again(Finding finding) {
    run(
        this::connectedLate,
        (target, patience) -> {
          silently();
          return new ProbeResult(finding, "");
        });
    assertThat(asked).hasValue(2 * TRIES);
  }

  @Test
  void a_port_that_was_closed_before_the_network_came_is_tried_again() {
    ProbeReport report =
        run(
            path("http", Application.Http, false, peer("web1")),
            this::connectedLate,
            path("*canary", Application.Http, true, peer("canary")),
            (target, patience) ->
                asked.incrementAndGet() > 1
                    ? ProbeResult.answered("open")
                    : never(target, patience));
    assertThat(found(report, "*canary")).isEqualTo(Finding.Answered);
  }

  /** The first peer answers when the network is there: TCP asks for the connection again. */
  private ProbeResult connectedLate(ProbeTarget target, Duration patience) {
    PathProbe.sleep(LATE);
    return ProbeResult.answered("");
  }

  private ProbeResult whileThereIsANetwork(ProbeTarget target, Duration patience)
      throws IOException {
    if (silent.getCount() > 0) {
      return never(target, patience);
    }
    asked.incrementAndGet();
    return ProbeResult.answered("");
  }

  private ProbeResult never(ProbeTarget target, Duration patience) throws IOException {
    silently();
    throw new SocketTimeoutException("no answer in time");
  }

  private void silently() {
    asked.incrementAndGet();
    silent.countDown();
  }

  private static ProbeReport run(Prober http, Prober dcc) {
    return run(
        path("http", Application.Http, false, peer("web1")),
        http,
        path("dcc", Application.Dcc, false, peer("dcc1")),
        dcc);
  }

  private static ProbeReport run(
      ProbePlan.PlannedPath first, Prober prober, ProbePlan.PlannedPath second, Prober other) {
    return pausing(
            PAUSE,
            path -> path.name().equals(first.name()) ? prober : other,
            Executors.newCachedThreadPool())
        .run(Plans.of(first, second));
  }

  private static Finding found(ProbeReport report, String path) {
    return report.on(path).stream()
        .filter(row -> row.family() == Family.IPv4)
        .map(PathReport::finding)
        .findFirst()
        .orElseThrow();
  }
}
