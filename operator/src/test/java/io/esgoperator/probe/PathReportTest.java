package io.esgoperator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Family;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathReportTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1, 25",
    "mx (192.0.2.1), mx, 25",
    "mx (192.0.2.1) port 2525, mx, 2525",
    "192.0.2.1 port 2525, 192.0.2.1, 2525"
  })
  void a_target_names_its_host_and_another_port_than_the_usual_one(
      String target, String host, int port) {
    PathReport report = report(Finding.NoAnswer, target, "");
    assertThat(report.host()).isEqualTo(host);
    assertThat(report.port(25)).isEqualTo(port);
  }

  @ParameterizedTest
  @CsvSource({
    "NoAnswer, '', true",
    "ProbeFault, slow, false",
    "NoRoute, Network is unreachable, true",
    "ProbeFault, Network is unreachable, false"
  })
  void a_path_was_asked_unless_the_probe_itself_failed(
      Finding finding, String evidence, boolean asked) {
    assertThat(report(finding, "mx", evidence).isAsked()).isEqualTo(asked);
  }

  private static PathReport report(Finding finding, String target, String evidence) {
    return new PathReport("smtp-out", Family.IPv4, finding, target, 1, 1, 1, evidence);
  }
}
