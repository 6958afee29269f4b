package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.audit.StaticReading;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.GatewayPart;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.PathReading;
import io.esgoperator.diagnose.ToldResolvers;
import io.esgoperator.diagnose.cause.Canary;
import io.esgoperator.diagnose.cause.PolicyRemarks;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.Tier;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbeReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Service in front of the gateway adds to the status. */
class InboundStatusTest extends StatusFixture {
  @Test
  void a_service_that_answers_is_named_in_the_paths_own_row() {
    PathStatus row = smtpIn(withService(Finding.Answered));
    assertThat(row.verdict()).isEqualTo(Verdict.Open);
    assertThat(row.message()).endsWith(". Service gateway (10.43.0.7) answered too.");
  }

  @Test
  void a_service_that_refuses_closes_the_path() {
    EsgInstanceStatus status = withService(Finding.Refused);
    assertThat(smtpIn(status).verdict()).isEqualTo(Verdict.Refused);
    assertThat(smtpIn(status).reason()).isEqualTo(Reason.ServiceClosed);
    assertThat(status.problem()).isEqualTo("smtp-in Refused");
  }

  @Test
  void a_service_has_no_row_of_its_own() {
    EsgInstanceStatus status = withService(Finding.Refused);
    assertThat(status.paths()).extracting(PathStatus::name).noneMatch(name -> name.contains("@"));
    assertThat(status.summary()).isEqualTo("8/9 open");
  }

  /** The inbound canary, the closing policy, the probe's finding, and the culprit. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Closed  | NetworkPolicy | NoAnswer | NetworkPolicy deny-in                             | let NetworkPolicy deny-in open the port.
          Closed  | NetworkPolicy | Refused  | NetworkPolicy deny-in                             | let NetworkPolicy deny-in open the port.
          Unknown | NetworkPolicy | NoAnswer | NetworkPolicy deny-in, or the cluster's network   | let NetworkPolicy deny-in open the port, then see whether the path opens.
          Closed  | Admin         | NoAnswer | AdminNetworkPolicy deny-in, or the cluster's network | change that policy itself, since no NetworkPolicy opens what it denies, then see whether the path opens.
          Open    | NetworkPolicy | NoAnswer | the gateway, or the cluster's network             | at policies of other kinds on it, and at the network plugin.
          Closed  | NetworkPolicy | Held     | the gateway                                       | Look at the gateway's own log first.
          """)
  void a_policy_that_keeps_every_pod_out_is_named_with_what_to_change(
      CanaryStatus.Found canary, Tier tier, Finding found, String culprit, String advice) {
    inboundCanaries =
        Optional.of(
            List.of(new Canary(Direction.Inbound, Family.IPv4, canary, Reason.Rejection, null)));
    entering =
        List.of(
            new PathReading(
                "smtp-in",
                Family.IPv4,
                "peer",
                new StaticReading(
                    StaticReading.Kind.Closed,
                    tier,
                    List.of(
                        (tier == Tier.Admin ? "AdminNetworkPolicy" : "NetworkPolicy") + " deny-in"),
                    List.of())));
    PathStatus row = smtpIn(proved(EsgInstanceStatus.empty(), Map.of("smtp-in", found), NOON));
    assertThat(row.culprit().phrase()).isEqualTo(culprit);
    assertThat(row.message()).startsWith("peer.example.net (192.0.2.1) ");
    assertThat(row.advice()).endsWith(advice);
  }

  private EsgInstanceStatus withService(Finding finding) {
    FinishedRound round = round(Map.of());
    ProbeReport inbound = ((JobOutcome.Reported) round.inbound()).report();
    PathReport service =
        new PathReport(
            "smtp-in@service", Family.IPv4, finding, "gateway (10.43.0.7)", 3, 2, 1, "220 mx");
    Optional<FinishedRound> seen =
        Optional.of(
            new FinishedRound(
                round.job(),
                round.specHash(),
                null,
                round.started(),
                round.outbound(),
                new JobOutcome.Reported(
                    new ProbeReport(
                        inbound.families(),
                        inbound.durationMillis(),
                        inbound.settleMillis(),
                        Stream.concat(inbound.paths().stream(), Stream.of(service)).toList())),
                List.of(),
                PolicyRemarks.NONE,
                ToldResolvers.none(),
                List.of(),
                GatewayPart.WHOLE));
    return build(build(EsgInstanceStatus.empty(), seen, NOON), seen, NOON.plusSeconds(9));
  }

  private static PathStatus smtpIn(EsgInstanceStatus status) {
    return row(status, "smtp-in");
  }
}
