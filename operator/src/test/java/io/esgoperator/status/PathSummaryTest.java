package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which path is the worst, and which rows a condition names. */
class PathSummaryTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dcc Blocked NoAnswer, dns-udp Unknown NoAnswer          | dcc Blocked
          dcc Blocked NoAnswer, smtp-out Unstable Unstable        | smtp-out Unstable
          dcc Tampered Held, pyzor Refused Refused                | pyzor Refused
          dcc Refused Refused, pyzor Blocked NoAnswer             | pyzor Blocked
          dcc Unknown ProbeEvicted, pyzor Open Answered           | dcc Unknown
          dcc Unknown NoTarget, pyzor Open Answered               |
          dcc Unknown SourceRestricted, pyzor Unknown Unverifiable |
          dcc Open Answered                                       |
          """)
  void the_worst_path_is_bad_first_then_breaks_the_gateway_then_has_the_worse_verdict(
      String rows, String worst) {
    assertThat(summary(rows).worst()).isEqualTo(worst);
  }

  @Test
  void a_doubt_is_told_where_nothing_is_worse() {
    List<PathStatus> rows =
        Instances.withStatus(
                "paths: [{name: dcc, verdict: Open, doubt: Blocked}, {name: pyzor, verdict: Open}]")
            .getStatus()
            .paths();
    assertThat(PathSummary.of(Instances.sample("minimal").getSpec(), rows).worst())
        .isEqualTo("dcc doubtful");
  }

  @Test
  void rows_are_told_apart_by_their_verdict() {
    PathSummary summary =
        summary(
            "dcc Blocked NoAnswer, http Tampered ThroughProxy, pyzor Unknown ProbeEvicted, razor2 Unknown NoTarget, smtp-out Open Answered");
    assertThat(PathSummary.names(summary.bad())).isEqualTo("dcc (IPv4), http (IPv4)");
    assertThat(PathSummary.names(summary.tampered())).isEqualTo("http (IPv4)");
    assertThat(PathSummary.names(summary.unknown())).isEqualTo("pyzor (IPv4)");
    assertThat(PathSummary.names(summary.openOutbound())).isEqualTo("smtp-out (IPv4)");
    assertThat(summary.openCount()).isEqualTo("1/9 open");
  }

  @Test
  void a_path_is_open_when_it_is_in_both_families() {
    assertThat(summary("dcc Open Answered, dcc Blocked NoAnswer").openCount())
        .isEqualTo("0/9 open");
    assertThat(summary("dcc Open Answered, dcc Open Answered").openCount()).isEqualTo("1/9 open");
  }

  @Test
  void a_family_without_a_way_out_closes_no_path_that_the_other_one_opens() {
    PathSummary summary = summary("dcc Open Answered, dcc Blocked NoWayOut");
    assertThat(summary.openCount()).isEqualTo("1/9 open");
    assertThat(summary.worst()).isEqualTo("IPv4 Blocked");
    assertThat(PathSummary.names(summary.bad())).isEqualTo("everything out over IPv4");
    assertThat(summary("dcc Blocked NoWayOut").openCount()).isEqualTo("0/9 open");
  }

  @Test
  void a_path_that_is_open_in_one_family_breaks_nothing_in_the_other() {
    PathSummary summary =
        summary("smtp-out Open Answered, smtp-out Blocked NoAnswer, dns-udp Blocked NoAnswer");
    assertThat(summary.bad().stream().filter(summary::isBreaking))
        .extracting(PathStatus::name)
        .containsExactly("dns-udp");
  }

  @Test
  void a_path_that_is_open_at_one_of_its_ends_is_bad_and_breaks_nothing() {
    PathSummary summary = summary("dns-udp Partial NoAnswer, smtp-out Blocked NoAnswer");
    assertThat(PathSummary.names(summary.bad())).isEqualTo("dns-udp (IPv4), smtp-out (IPv4)");
    assertThat(summary.bad().stream().filter(summary::isBreaking))
        .extracting(PathStatus::name)
        .containsExactly("smtp-out");
    assertThat(summary.openCount()).isEqualTo("0/9 open");
  }

  /** Rows of name, verdict and reason. */
  private static PathSummary summary(String rows) {
    String yaml =
        Stream.of(rows.split(", "))
            .map(row -> row.split(" "))
            .map(
                row ->
                    "{name: %s, family: IPv4, verdict: %s, reason: %s}"
                        .formatted(row[0], row[1], row[2]))
            .collect(Collectors.joining(", ", "paths: [", "]"));
    return PathSummary.of(
        Instances.sample("minimal").getSpec(), Instances.withStatus(yaml).getStatus().paths());
  }
}
