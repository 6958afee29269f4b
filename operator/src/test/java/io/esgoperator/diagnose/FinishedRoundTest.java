package io.esgoperator.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.audit.StaticReading;
import io.esgoperator.model.Application;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.Tier;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeReport;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The evidence of a round. */
class FinishedRoundTest extends JudgeFixture {
  private static final JobOutcome NONE = new JobOutcome.NotNeeded();

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {"-1, null", "0, 0", "7, 7"})
  void the_policy_settled_after_what_the_outbound_probe_measured(long measured, Long settled) {
    JobOutcome reported =
        new JobOutcome.Reported(new ProbeReport(List.of(Family.IPv4), 40, measured, List.of()));
    assertThat(round(reported, NONE).settleMillis()).isEqualTo(settled);
    assertThat(round(NONE, reported).settleMillis()).isNull();
  }

  @Test
  void the_text_of_policies_is_read_for_the_first_target_of_each_family() {
    StaticReading reading =
        new StaticReading(StaticReading.Kind.Opened, Tier.NetworkPolicy, List.of(), List.of());
    List<PathReading> readings =
        PathReading.of(
                path("192.0.2.1", "2001:db8::1", "192.0.2.2"),
                peer -> peer.address().equals("192.0.2.2") ? null : reading)
            .toList();
    assertThat(readings)
        .containsExactly(
            new PathReading("ldap", Family.IPv4, "dc", reading),
            new PathReading("ldap", Family.IPv6, "dc", reading));
    assertThat(PathReading.of(readings, "ldap", Family.IPv6, null)).contains(reading);
    assertThat(PathReading.of(readings, "ldap", null, null)).isEmpty();
    assertThat(PathReading.of(readings, "ldaps", Family.IPv6, null)).isEmpty();
  }

  @Test
  void the_text_of_policies_is_read_for_each_end_and_found_by_it() {
    StaticReading opened =
        new StaticReading(StaticReading.Kind.Opened, Tier.NetworkPolicy, List.of(), List.of());
    StaticReading closed =
        new StaticReading(StaticReading.Kind.Closed, Tier.NetworkPolicy, List.of(), List.of());
    ProbePlan.PlannedPath path =
        new ProbePlan.PlannedPath(
            "ldap",
            Application.Ldap,
            389,
            List.of(
                new ProbePlan.Peer("dc1", "192.0.2.1", 389),
                new ProbePlan.Peer("dc1", "192.0.2.3", 389),
                new ProbePlan.Peer("dc2", "192.0.2.2", 389)));
    List<PathReading> readings =
        PathReading.of(path.toEachEnd(true), peer -> peer.host().equals("dc1") ? opened : closed)
            .toList();
    assertThat(readings).extracting(PathReading::host).containsExactly("dc1", "dc2");
    assertThat(PathReading.of(readings, "ldap", Family.IPv4, "dc2")).contains(closed);
    assertThat(PathReading.of(readings, "ldap", Family.IPv4, "dc3")).contains(opened);
  }

  private static ProbePlan.PlannedPath path(String... addresses) {
    return new ProbePlan.PlannedPath(
        "ldap",
        Application.Ldap,
        389,
        false,
        Inspection.off(),
        Stream.of(addresses).map(address -> new ProbePlan.Peer("dc", address, 389)).toList());
  }
}
