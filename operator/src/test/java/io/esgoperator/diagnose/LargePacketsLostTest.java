package io.esgoperator.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.diagnose.cause.Advice;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A way on which packets of more than 600 bytes vanish without ICMP. */
class LargePacketsLostTest {
  private static final List<DeclaredPath> PATHS =
      DeclaredPaths.of(Instances.sample("full").getSpec());

  private static final Judgement ITSELF =
      new Judgement(Verdict.Tampered, null, Reason.HandshakeStalled, "It stalled.", Advice.NONE);

  private static final PathReport HTTPS = stalled("https", "web1");

  private final List<PathReport> reports =
      new ArrayList<>(
          List.of(
              HTTPS,
              stalled("smtp-out", "mx1"),
              report("http", Family.IPv4, Finding.Answered, "web1", 1),
              report("dns-udp", Family.IPv4, Finding.Answered, "ns1", 1)));

  @Test
  void tls_that_stalls_at_every_server_loses_large_packets() {
    Judgement judged = judged(HTTPS);
    assertThat(judged.verdict()).isEqualTo(Verdict.Blocked);
    assertThat(judged.culprit()).isNull();
    assertThat(judged.reason()).isEqualTo(Reason.LargePacketsLost);
    assertThat(judged.text())
        .isEqualTo(
            "Small packets to and from web1 (an address) pass over IPv4 and large ones do not"
                + " (3 tries: connected, TLS began, then silence): TLS stalls at every server (https, smtp-out)."
                + " Let ICMP \"fragmentation needed\" pass from every router on the way, or clamp the TCP MSS to the path's MTU there.");
  }

  @Test
  void over_ipv6_another_icmp_has_to_pass() {
    reports.replaceAll(one -> report(one.path(), Family.IPv6, one.finding(), one.host(), 1));
    assertThat(judged(reports.get(0)).text()).contains("Let ICMPv6 \"packet too big\" pass ");
  }

  @Test
  void one_path_with_two_unrelated_servers_is_enough() {
    PathReport ldaps = report("ldaps", Family.IPv4, Finding.HandshakeStalled, "dc1", 2);
    reports.removeIf(one -> one.finding() == Finding.HandshakeStalled);
    reports.add(ldaps);
    assertThat(judged(ldaps).reason()).isEqualTo(Reason.LargePacketsLost);
  }

  @Test
  void one_server_may_hang_by_itself() {
    reports.remove(1);
    assertThat(judged(HTTPS)).isEqualTo(ITSELF);
  }

  @Test
  void two_paths_of_one_server_are_one_server() {
    reports.set(1, stalled("ldaps", "web1"));
    assertThat(judged(HTTPS)).isEqualTo(ITSELF);
  }

  @Test
  void tls_that_completes_on_another_path_shows_that_large_packets_pass() {
    reports.add(report("ldaps", Family.IPv4, Finding.Answered, "dc1", 1));
    assertThat(judged(HTTPS)).isEqualTo(ITSELF);
  }

  @Test
  void tls_that_completes_over_the_other_family_shows_nothing() {
    reports.add(report("https", Family.IPv6, Finding.Answered, "web1", 1));
    assertThat(judged(HTTPS).reason()).isEqualTo(Reason.LargePacketsLost);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"Held", "HeldMidWord", "FellSilent", "HandshakeUnfinished", "LongAnswersLost"})
  void what_else_is_lost_has_the_same_cause(Finding finding) {
    assertThat(judged(report("dns-tcp", Family.IPv4, finding, "ns1", 2)).reason())
        .isEqualTo(Reason.LargePacketsLost);
  }

  @ParameterizedTest
  @EnumSource(names = {"Answered", "NoAnswer", "ConnectsForOthers", "ClosedEarly", "BannerMasked"})
  void what_large_packets_do_not_explain_is_judged_by_itself(Finding finding) {
    assertThat(judged(report("http", Family.IPv4, finding, "web1", 2))).isEqualTo(ITSELF);
  }

  @Test
  void silence_without_tls_shows_nothing_of_packets() {
    reports.replaceAll(
        one ->
            one.finding() == Finding.HandshakeStalled
                ? report(one.path(), Family.IPv4, Finding.Held, one.host(), 2)
                : one);
    assertThat(judged(reports.get(0))).isEqualTo(ITSELF);
  }

  private Judgement judged(PathReport report) {
    return new LargePacketsLost(PATHS, reports).inTheLightOf(report, ITSELF);
  }

  private static PathReport stalled(String path, String host) {
    return report(path, Family.IPv4, Finding.HandshakeStalled, host, 1);
  }

  private static PathReport report(
      String path, Family family, Finding finding, String host, int hosts) {
    return new PathReport(
        path,
        family,
        finding,
        host + " (an address)",
        12,
        3,
        hosts,
        "connected, TLS began, then silence");
  }
}
