package io.esgoperator.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.esgoperator.catalog.Application;
import io.esgoperator.catalog.Cidr;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeRunnerTest {
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  @Test
  void who_was_asked_before_the_policy_had_settled_is_asked_again() {
    ProbeReport report =
        run(path("smtp-out", false, peer("mx1")), path("*canary", true, peer("late")));
    assertThat(asked).containsExactlyInAnyOrder("late", "mx1", "late", "mx1");
    assertThat(asked).endsWith("mx1");
    assertThat(report.settleMillis()).isGreaterThanOrEqualTo(1_000);
    assertThat(report.paths()).extracting(PathReport::path).containsExactly("smtp-out", "*canary");
  }

  @Test
  void where_the_policy_has_settled_everybody_is_asked_once() {
    ProbeReport report =
        run(path("smtp-out", false, peer("mx1")), path("*canary", true, peer("closed")));
    assertThat(asked).containsExactlyInAnyOrder("mx1", "closed");
    assertThat(report.settleMillis()).isZero();
  }

  @Test
  void without_a_canary_nothing_is_known_of_settling() {
    assertThat(run(path("smtp-out", false, peer("mx1"))).settleMillis()).isEqualTo(-1);
  }

  @Test
  void the_second_peer_is_another_host_and_not_another_address() {
    ProbePlan.Peer silent = peer("mx1");
    ProbePlan.Peer twin = new ProbePlan.Peer("mx1", "192.0.2.2", 25);
    ProbePlan.Peer other = new ProbePlan.Peer("mx2", "192.0.2.3", 25);
    run(path("refused", false, silent, twin, other));
    assertThat(asked).containsExactlyInAnyOrder("mx1", "mx1", "mx2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.0/24 | refused | SourceRestricted
          203.0.113.0/24 | web     | SourceNotRestricted
          2001:db8::/32  | refused | SourceRestricted
          10.42.0.0/16   | refused | Refused
          10.42.0.0/16   | web     | Answered
          """)
  void a_path_for_some_sources_is_judged_by_where_the_probe_stands(
      String from, String name, Finding finding) {
    ProbePlan.PlannedPath path =
        new ProbePlan.PlannedPath(
            name,
            Application.Https,
            443,
            false,
            List.of(from),
            Inspection.off(),
            List.of(peer("gateway-0")));
    assertThat(run(path).paths()).extracting(PathReport::finding).containsExactly(finding);
  }

  @Test
  void a_report_says_whom_the_pod_is_told_to_ask_for_names() {
    assertThat(run().nameservers()).containsExactly("10.43.0.10");
  }

  @Test
  void a_path_that_is_not_judged_in_time_is_a_fault_of_the_probe_and_no_other() {
    ProbeReport report =
        runner()
            .run(
                Plans.of(path("endless", false, peer("mx1")), path("web", false, peer("web"))),
                Duration.ofSeconds(3));
    over.countDown();
    assertThat(report.paths())
        .extracting(PathReport::path, PathReport::finding, PathReport::evidence)
        .containsExactly(
            tuple("endless", Finding.ProbeFault, "the probe did not end in time"),
            tuple("web", Finding.Answered, "pong"));
  }

  @Test
  void a_round_is_over_in_ten_minutes_whatever_the_timeout() {
    assertThat(ProbeRunner.atMost(Duration.ofSeconds(60))).isLessThan(Duration.ofMinutes(10));
    assertThat(ProbeRunner.atMost(Duration.ofSeconds(5))).isLessThan(Duration.ofSeconds(105));
  }

  private ProbeReport run(ProbePlan.PlannedPath... paths) {
    return runner().run(Plans.of(paths));
  }

  private ProbeRunner runner() {
    return new ProbeRunner(
        this::prober,
        Inspectors.none(),
        Vantage.at(List.of(Cidr.literal("10.42.0.9")), List.of("10.43.0.10")),
        Executors.newCachedThreadPool(),
        System::nanoTime);
  }

  /**
   * Until the test has seen enough, an endless path goes on. A late canary answers once, as to a
   * pod that is not bound yet.
   */
  private Prober prober(ProbePlan.PlannedPath path) {
    return (target, timeout) -> {
      asked.add(target.host());
      if (path.name().equals("endless")) {
        await();
      }
      boolean bound =
          !target.host().equals("late") || asked.indexOf("late") != asked.lastIndexOf("late");
      if (path.name().equals("refused") || path.closed() && bound) {
        throw new ConnectException("Connection refused");
      }
      return ProbeResult.answered("pong");
    };
  }

  private void await() {
    try {
      over.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static ProbePlan.PlannedPath path(String name, boolean closed, ProbePlan.Peer... peers) {
    return new ProbePlan.PlannedPath(
        name, Application.Smtp, 25, closed, Inspection.off(), List.of(peers));
  }

  private static ProbePlan.Peer peer(String host) {
    return new ProbePlan.Peer(host, "192.0.2.1", 25);
  }
}
