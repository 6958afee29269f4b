package io.esgoperator.probe.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.esgoperator.model.Application;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.Plans;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeReport;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.Prober;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class ProbeRunnerTest extends ProbeRunnerFixture {
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  @Test
  void a_peer_that_was_asked_before_the_policy_had_settled_is_asked_again() {
    ProbeReport report =
        run(path("razor2", false, peer("mx1")), path("*canary", true, peer("late")));
    assertThat(asked).containsExactlyInAnyOrder("late", "mx1", "late", "mx1");
    assertThat(asked).endsWith("mx1");
    assertThat(report.settleMillis()).isBetween(275L, 1_000L);
    assertThat(report.paths()).extracting(PathReport::path).containsExactly("razor2", "*canary");
  }

  /** A firewall may let one address open few connections to it a minute. */
  @Test
  void a_mail_server_is_asked_once_and_only_when_the_policy_has_settled() {
    ProbeReport report =
        run(
            path("smtp-out", Application.Smtp, false, peer("mx1")),
            path("web", false, peer("web1")),
            path("*canary", true, peer("late")));
    assertThat(asked).containsExactlyInAnyOrder("late", "web1", "late", "web1", "mx1");
    assertThat(asked.indexOf("mx1")).isGreaterThan(asked.lastIndexOf("late"));
    assertThat(report.paths())
        .extracting(PathReport::path)
        .containsExactly("smtp-out", "web", "*canary");
  }

  /** Of a refusal within a node the first ICMP error is lost, and others are silent. */
  @Test
  void a_mail_server_does_not_wait_until_a_closed_port_shows_that_it_is() {
    ProbeReport report =
        run(
            path("smtp-out", Application.Smtp, false, peer("mx1")),
            path("*canary", true, peer("slow")));
    assertThat(asked).containsExactly("slow", "mx1", "slow is closed");
    assertThat(report.settleMillis()).isZero();
  }

  @Test
  void where_the_policy_has_settled_each_peer_is_asked_once() {
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

  @Test
  void each_end_is_asked_and_has_a_report_of_its_own() {
    ProbePlan.Peer twin = new ProbePlan.Peer("mx1", "192.0.2.2", 25);
    ProbePlan.PlannedPath path = path("smtp-out", false, peer("mx1"), twin, peer("mx2"));
    assertThat(run(path.toEachEnd(true)).paths())
        .extracting(PathReport::path, PathReport::target, PathReport::hosts)
        .containsExactly(
            tuple("smtp-out", "mx1 (192.0.2.1)", 1), tuple("smtp-out", "mx2 (192.0.2.1)", 1));
    assertThat(asked).containsExactlyInAnyOrder("mx1", "mx2");
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
            List.of(peer("gateway-0")),
            false);
    assertThat(
            pausing(Duration.ofMillis(20), this::prober, Executors.newCachedThreadPool())
                .run(Plans.of(path))
                .paths())
        .extracting(PathReport::finding)
        .containsExactly(finding);
  }

  @ParameterizedTest
  @MethodSource("defects")
  void an_error_on_one_path_is_that_paths_own(Throwable defect) {
    ProbeReport report =
        run(
            path -> {
              if (path.name().equals("early")) {
                throw thrown(defect);
              }
              return (target, timeout) -> {
                if (path.name().equals("late")) {
                  throw thrown(defect);
                }
                return ProbeResult.answered("pong");
              };
            },
            ForkJoinPool.commonPool(),
            path("early", false, peer("mx1")),
            path("late", false, peer("mx2")),
            path("smtp-out", false, peer("mx3")));
    assertThat(report.paths())
        .extracting(PathReport::finding)
        .containsExactly(Finding.ProbeFault, Finding.ProbeFault, Finding.Answered);
    assertThat(report.paths().subList(0, 2))
        .allSatisfy(row -> assertThat(row.evidence()).contains(defect.toString()))
        .extracting(PathReport::target)
        .containsExactly("mx1 (192.0.2.1)", "mx2 (192.0.2.1)");
  }

  static Stream<Throwable> defects() {
    return Stream.of(
        new StackOverflowError("deep"),
        new OutOfMemoryError("full"),
        new NoClassDefFoundError("absent"),
        new AssertionError("wrong"),
        new IllegalStateException("defect"));
  }

  @Test
  void a_path_that_gets_no_thread_is_its_own_fault() {
    AtomicInteger threads = new AtomicInteger();
    ProbeReport report =
        run(
            path -> (target, timeout) -> ProbeResult.answered("pong"),
            task -> {
              if (threads.getAndIncrement() == 0) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              ForkJoinPool.commonPool().execute(task);
            },
            path("first", false, peer("mx1")),
            path("second", false, peer("mx2")));
    assertThat(report.paths())
        .extracting(PathReport::finding)
        .containsExactly(Finding.ProbeFault, Finding.Answered);
  }

  private static Error thrown(Throwable defect) {
    if (defect instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    return (Error) defect;
  }

  @Test
  void a_report_lists_the_pods_resolvers() {
    assertThat(run().nameservers()).containsExactly("10.43.0.10");
  }

  @Test
  void a_path_that_is_not_judged_in_time_is_a_fault_of_the_probe_and_no_other() {
    ProbeReport report =
        runner(this::prober, Executors.newCachedThreadPool())
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

  private ProbeReport run(ProbePlan.PlannedPath... paths) {
    return run(this::prober, Executors.newCachedThreadPool(), paths);
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
      if (target.host().equals("slow")) {
        Awaitility.await().until(() -> asked.contains("mx1"));
        asked.add("slow is closed");
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
}
