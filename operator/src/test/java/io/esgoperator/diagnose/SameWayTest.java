package io.esgoperator.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Peers on the site's own network, and those in the world. */
class SameWayTest extends JudgeFixture {
  @ParameterizedTest
  @CsvSource({
    "dc1 (10.0.0.7), web1 (198.51.100.80), 1",
    "dc1 (10.0.0.7) port 1636, web1 (198.51.100.80), 1",
    "10.0.0.7, 198.51.100.80 port 8443, 1",
    "dc1 (fd00::7), web1 (2001:db8::80), 1",
    "dc1 (10.0.0.7), mx1 (192.168.1.25), 2",
    "dc1 (198.51.100.7), web1 (198.51.100.80), 2",
    "dc1 (64:ff9b::a00:7), web1 (64:ff9b::c633:6450), 1"
  })
  void a_peer_on_a_private_network_that_answers_tells_nothing_of_the_world(
      String answering, String asked, int alike) {
    PathReport report = report("https", Finding.NoAnswer, asked);
    assertThat(
            new SameWay(List.of(report("ldaps", Finding.Answered, answering), report)).as(report))
        .hasSize(alike);
  }

  /** A cluster with a directory of its own, and without a way out over IPv6 (k3s-io/k3s#9166). */
  @Test
  void a_directory_beside_the_gateway_is_no_way_out() {
    assertThat(
            judged(
                    "dcc",
                    overIpv6("ldap", Finding.Answered, "dc1 (fd00::7)"),
                    overIpv6("dcc", Finding.NoAnswer, "dcc1 (2001:db8::62)"),
                    overIpv6("pyzor", Finding.NoAnswer, "pyzor (2001:db8::24)"),
                    overIpv6("https", Finding.NoAnswer, "web1 (2001:db8::80)"),
                    report("http", Finding.Answered, "web1 (198.51.100.80)"))
                .reason())
        .isEqualTo(Reason.NoWayOut);
  }

  /** Large packets get lost on the way out, and not within the site. */
  @Test
  void a_server_beside_the_gateway_does_not_show_that_large_packets_get_out() {
    assertThat(
            judged(
                    "smtp-out",
                    report("smtp-out", Finding.HandshakeUnfinished, "mx1 (198.51.100.25)"),
                    report("https", Finding.Answered, "web1 (10.0.0.80)"))
                .reason())
        .isEqualTo(Reason.LargePacketsLost);
  }

  /** By ICMP's codes 0 and 9, which Linux tells apart from a missing route by nothing. */
  @ParameterizedTest
  @CsvSource({
    "web1 (198.51.100.80), Answered, Refused",
    "web1 (198.51.100.80), NoAnswer, Unknown",
    "dc1 (10.0.0.7), Answered, Unknown"
  })
  void no_route_to_one_peer_where_another_is_reached_is_a_routers_word(
      String other, Finding finding, Verdict verdict) {
    Judgement judged =
        judged(
            "razor2",
            report("razor2", Finding.NoRoute, "razor (198.51.100.27)"),
            report("https", finding, other));
    assertThat(judged.verdict()).isEqualTo(verdict);
  }

  private static Judgement judged(String path, PathReport... reports) {
    return judge(
            "{name: %s, port: %d, verdict: Blocked, rounds: xxx}"
                .formatted(path, PATHS.get(path).path().port()),
            round(reported(reports), reported()),
            path)
        .stream()
        .flatMap(judged -> judged.judgement().stream())
        .findFirst()
        .orElseThrow();
  }

  private static PathReport report(String path, Finding finding, String target) {
    return new PathReport(path, Family.IPv4, finding, target, 1, 1, 2, "evidence");
  }

  private static PathReport overIpv6(String path, Finding finding, String target) {
    return new PathReport(path, Family.IPv6, finding, target, 1, 1, 2, "evidence");
  }
}
