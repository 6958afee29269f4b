package io.esgoperator.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Application;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where one UDP port refuses, the silent ones are asked once more. */
class LateRefusalsTest {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final long FAR = Long.MAX_VALUE;

  private final List<String> asked = new ArrayList<>();
  private Finding late = Finding.Refused;

  @Test
  void a_silent_port_beside_a_refused_one_gets_its_late_refusal() {
    List<PathReport> reports =
        in(
            FAR,
            told(Application.Dcc, "dcc", Finding.Refused),
            told(Application.Pyzor, "pyzor", Finding.NoAnswer));
    assertThat(reports).extracting(PathReport::finding).containsOnly(Finding.Refused);
    assertThat(reports.get(1).evidence()).isEqualTo("late");
    assertThat(reports.get(1).tries()).isEqualTo(4);
    assertThat(asked).containsExactly("pyzor");
  }

  @ParameterizedTest
  @CsvSource({
    "Dcc, NoAnswer, Pyzor, NoAnswer",
    "Https, Refused, Pyzor, NoAnswer",
    "Dcc, Refused, Https, NoAnswer",
    "Dcc, Refused, Pyzor, Answered",
    "Dcc, Prohibited, Razor2, NoAnswer"
  })
  void nothing_else_is_asked_again(
      Application one, Finding first, Application other, Finding second) {
    in(FAR, told(one, "one", first), told(other, "other", second));
    assertThat(asked).isEmpty();
  }

  @Test
  void each_is_asked_after_a_pause() {
    long start = System.nanoTime();
    in(
        FAR,
        told(Application.Dcc, "dcc", Finding.Refused),
        told(Application.Pyzor, "pyzor", Finding.NoAnswer),
        told(Application.DnsUdp, "dns-udp", Finding.NoAnswer));
    assertThat(asked).containsExactly("pyzor", "dns-udp");
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(2 * PAUSE.toNanos());
  }

  @Test
  void a_prohibition_counts_as_a_refusal() {
    in(
        FAR,
        told(Application.Dcc, "dcc", Finding.Prohibited),
        told(Application.DnsUdp, "dns-udp", Finding.NoAnswer));
    assertThat(asked).containsExactly("dns-udp");
  }

  @Test
  void a_port_that_stays_silent_keeps_its_evidence() {
    late = Finding.NoAnswer;
    PathReport report =
        in(
                FAR,
                told(Application.Dcc, "dcc", Finding.Refused),
                told(Application.Pyzor, "pyzor", Finding.NoAnswer))
            .get(1);
    assertThat(report.finding()).isEqualTo(Finding.NoAnswer);
    assertThat(report.evidence()).isEqualTo("first");
    assertThat(report.latencyMillis()).isEqualTo(5_000);
  }

  @Test
  void after_the_rounds_time_nothing_is_asked() {
    long now = System.nanoTime();
    in(
        now + PAUSE.toNanos(),
        told(Application.Dcc, "dcc", Finding.Refused),
        told(Application.Pyzor, "pyzor", Finding.NoAnswer));
    assertThat(asked).isEmpty();
  }

  @Test
  void the_target_of_the_report_is_the_one_that_is_asked() {
    LateRefusals.Told told = told(Application.Pyzor, "pyzor", Finding.NoAnswer);
    assertThat(told.target().host()).isEqualTo("pyzor");
  }

  private List<PathReport> in(long end, LateRefusals.Told... told) {
    return new LateRefusals(PAUSE, () -> end == FAR ? 0 : System.nanoTime()).in(List.of(told), end);
  }

  private LateRefusals.Told told(Application application, String host, Finding finding) {
    ProbePlan.PlannedPath path = new ProbePlan.PlannedPath(host, application, 24_441, List.of());
    return new LateRefusals.Told(
        path,
        new PathReport(host, Family.IPv4, finding, host + " (192.0.2.1)", 5_000, 3, 1, "first"),
        List.of(target("another"), target(host)),
        any ->
            (target, timeout) -> {
              asked.add(target.host());
              return new ProbeResult(late, "late");
            });
  }

  private static ProbeTarget target(String host) {
    return new ProbeTarget(host, Cidr.literal("192.0.2.1"), 24_441);
  }
}
