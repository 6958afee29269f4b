package io.esgoperator.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.Culprit;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.diagnose.cause.Advice;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A dual-stack cluster whose IPv6 ends at its edge (k3s-io/k3s#9166). */
class FamilyWithoutWayTest {
  private static final Judgement BLOCKED =
      new Judgement(
          Verdict.Blocked,
          null,
          Reason.NoAnswer,
          "ns1 did not answer (2 tries).",
          new Advice("Let the firewall pass it.", true));

  private final List<PathReport> reports =
      new ArrayList<>(
          List.of(
              report("dns-udp", Family.IPv4, Finding.Answered, "ns1.example.net"),
              report("dns-udp", Family.IPv6, Finding.NoAnswer, "ns1.example.net"),
              report("smtp-out", Family.IPv6, Finding.Prohibited, "mx1.example.net"),
              report("dcc", Family.IPv6, Finding.Refused, "dcc1.example.net")));

  @Test
  void nothing_over_one_family_while_the_other_works_is_one_fault() {
    Judgement judged = judged(Family.IPv6);
    assertThat(judged.reason()).isEqualTo(Reason.NoWayOut);
    assertThat(judged.verdict()).isEqualTo(Verdict.Blocked);
    assertThat(judged.text())
        .isEqualTo(
            "ns1 did not answer (2 tries). Nothing gets out of this cluster over IPv6 (3 paths), while IPv4 does:"
                + " give IPv6 a way out, or leave it out by spec.families: [IPv4].");
  }

  @Test
  void a_family_without_a_route_is_the_same_fault() {
    reports.replaceAll(
        report ->
            report.family() == Family.IPv4
                ? report
                : new PathReport(
                    report.path(),
                    Family.IPv6,
                    Finding.NoRoute,
                    report.target(),
                    0,
                    1,
                    1,
                    "Network is unreachable"));
    Judgement unasked =
        new Judgement(
            Verdict.Unknown,
            Culprit.of(Culprit.Kind.Probe, null),
            Reason.ProbeFault,
            "The probe could not ask.");
    Judgement judged = new FamilyWithoutWay(reports).inTheLightOf(Family.IPv6, unasked);
    assertThat(judged.verdict()).isEqualTo(Verdict.Blocked);
    assertThat(judged.reason()).isEqualTo(Reason.NoWayOut);
    assertThat(judged.culprit()).isNull();
  }

  @Test
  void a_fault_of_the_probe_is_no_closed_path() {
    reports.add(report("http", Family.IPv6, Finding.ProbeFault, "web1.example.net"));
    assertThat(judged(Family.IPv6)).isEqualTo(BLOCKED);
  }

  @Test
  void the_family_that_works_is_judged_path_by_path() {
    assertThat(judged(Family.IPv4)).isEqualTo(BLOCKED);
  }

  @Test
  void one_path_that_gets_out_is_a_way_out() {
    reports.add(report("http", Family.IPv6, Finding.Answered, "web1.example.net"));
    assertThat(judged(Family.IPv6)).isEqualTo(BLOCKED);
  }

  @Test
  void a_connection_that_was_accepted_is_a_way_out() {
    reports.add(report("http", Family.IPv6, Finding.Held, "web1.example.net"));
    assertThat(judged(Family.IPv6)).isEqualTo(BLOCKED);
  }

  @Test
  void where_nothing_gets_out_at_all_no_family_is_named() {
    reports.remove(0);
    assertThat(judged(Family.IPv6)).isEqualTo(BLOCKED);
  }

  @Test
  void two_hosts_can_be_down_by_themselves() {
    reports.remove(3);
    reports.add(report("dcc", Family.IPv6, Finding.Refused, "mx1.example.net"));
    assertThat(judged(Family.IPv6)).isEqualTo(BLOCKED);
  }

  @Test
  void the_port_that_the_policy_closes_is_no_path() {
    reports.add(report("*canary", Family.IPv6, Finding.Answered, "esg-operator"));
    assertThat(judged(Family.IPv6).reason()).isEqualTo(Reason.NoWayOut);
  }

  private Judgement judged(Family family) {
    return new FamilyWithoutWay(reports).inTheLightOf(family, BLOCKED);
  }

  private static PathReport report(String path, Family family, Finding finding, String host) {
    return new PathReport(path, family, finding, host + " (an address)", 12, 1, 2, "evidence");
  }
}
