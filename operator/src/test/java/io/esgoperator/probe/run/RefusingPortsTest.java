package io.esgoperator.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Application;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeReport;
import io.esgoperator.probe.ProbeResult;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ports whose refusals come late, asked by a runner. */
@Tag("slow")
class RefusingPortsTest extends ProbeRunnerFixture {
  /** As Linux does: six ICMP errors to a client at once, then one a second (TwiN/gatus#1536). */
  @Test
  void ports_of_one_host_that_limits_its_refusals_are_all_refused() {
    long start = System.nanoTime();
    AtomicInteger errors = new AtomicInteger();
    ProbeReport report =
        run(
            path ->
                (target, timeout) -> {
                  long most = 6 + (System.nanoTime() - start) / 1_000_000_000;
                  if (errors.getAndUpdate(sent -> sent < most ? sent + 1 : sent) < most) {
                    throw new PortUnreachableException("ICMP Port Unreachable");
                  }
                  throw new SocketTimeoutException("no answer in time");
                },
            Executors.newCachedThreadPool(),
            closedUdpPorts(12));
    assertThat(report.paths()).extracting(PathReport::finding).containsOnly(Finding.Refused);
  }

  @ParameterizedTest
  @CsvSource({"Refused, 4", "Answered, 3", "NoAnswer, 3"})
  void a_silent_udp_port_is_asked_again_only_where_another_one_refuses(Finding other, int tries) {
    assertThat(tries("udp-silent", other, Application.Dcc, Application.Dcc)).isEqualTo(tries);
  }

  @Test
  void a_tcp_port_refuses_by_itself() {
    assertThat(tries("silent", Finding.Refused, Application.Smtp, Application.Dcc)).isEqualTo(3);
    assertThat(tries("silent", Finding.Refused, Application.Dcc, Application.Smtp)).isEqualTo(3);
  }

  private static int tries(
      String silent, Finding other, Application ofTheSilent, Application ofTheOther) {
    return run(
            path ->
                (target, timeout) ->
                    new ProbeResult(path.name().equals(silent) ? Finding.NoAnswer : other, ""),
            Executors.newCachedThreadPool(),
            path(silent, ofTheSilent),
            path("other", ofTheOther))
        .paths()
        .get(0)
        .tries();
  }

  private static ProbePlan.PlannedPath[] closedUdpPorts(int count) {
    return IntStream.range(0, count)
        .mapToObj(port -> path("udp-" + port, Application.Dcc))
        .toArray(ProbePlan.PlannedPath[]::new);
  }

  private static ProbePlan.PlannedPath path(String name, Application application) {
    return new ProbePlan.PlannedPath(
        name,
        application,
        6277,
        List.of(peer("host"), new ProbePlan.Peer("second", "192.0.2.2", 6277)));
  }
}
