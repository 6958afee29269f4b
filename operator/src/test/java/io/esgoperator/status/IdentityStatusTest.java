package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.GatewayPart;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.ToldResolvers;
import io.esgoperator.diagnose.cause.PolicyRemarks;
import io.esgoperator.identity.EgressAddress;
import io.esgoperator.identity.GatewayCertificate;
import io.esgoperator.identity.ShownCertificate;
import io.esgoperator.identity.Told;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbeReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the world takes the gateway for, in the status. */
class IdentityStatusTest extends StatusFixture {
  private static final String SEEN = "203.0.113.25";

  @Test
  void without_an_expectation_the_address_is_told_and_not_judged() {
    EsgInstanceStatus status = leaving("");
    assertThat(status.egress()).extracting(EgressAddress::address).containsExactly(SEEN);
    assertThat(status.condition(ConditionType.EgressAsExpected)).isEmpty();
    assertThat(status.atAGlance()).contains("Leaves by 203.0.113.25 (smtp-out).");
  }

  @Test
  void another_address_than_expected_is_told_once_at_a_glance() {
    EsgInstanceStatus status = leaving("egress: {expected: [198.51.100.7]}");
    assertThat(condition(status, ConditionType.EgressAsExpected)).isEqualTo("False");
    assertThat(status.atAGlance())
        .filteredOn(line -> line.contains(SEEN))
        .singleElement()
        .asString()
        .startsWith("EgressAsExpected: The gateway leaves by 203.0.113.25 ");
  }

  @ParameterizedTest
  @CsvSource({
    "'egress: {expected: [198.51.100.7]}',                 True",
    "'egress: {expected: [198.51.100.7], required: true}', False",
    "'egress: {expected: [203.0.113.25], required: true}', True"
  })
  void another_address_makes_the_gateway_unready_only_where_the_spec_says_so(
      String spec, String ready) {
    assertThat(condition(leaving(spec), ConditionType.Ready)).isEqualTo(ready);
  }

  @Test
  void where_no_server_tells_the_address_a_gateway_that_requires_it_is_ready_all_the_same() {
    instance.setSpec(
        Instances.withSpec("egress: {expected: [198.51.100.7], required: true}").getSpec());
    EsgInstanceStatus status = proved(EsgInstanceStatus.empty(), Map.of(), NOON);
    assertThat(condition(status, ConditionType.EgressAsExpected)).isEqualTo("Unknown");
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("True");
  }

  @Test
  void valid_certificates_of_the_ports_are_told_without_a_condition() {
    EsgInstanceStatus status = showing(Duration.ofDays(90));
    assertThat(status.certificates())
        .singleElement()
        .extracting(GatewayCertificate::paths)
        .isEqualTo(List.of("smtp-in"));
    assertThat(status.condition(ConditionType.CertificatesValid)).isEmpty();
  }

  @Test
  void one_that_ends_soon_is_told_at_a_glance_and_leaves_the_gateway_ready() {
    EsgInstanceStatus status = showing(Duration.ofDays(2));
    assertThat(condition(status, ConditionType.CertificatesValid)).isEqualTo("False");
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("True");
    assertThat(status.atAGlance())
        .anyMatch(line -> line.startsWith("CertificatesValid: The certificate of smtp-in"));
  }

  @Test
  void where_no_port_shows_a_certificate_nothing_is_said_of_one() {
    EsgInstanceStatus status = proved(EsgInstanceStatus.empty(), Map.of(), NOON);
    assertThat(status.condition(ConditionType.CertificatesValid)).isEmpty();
  }

  @Test
  void the_status_between_two_rounds_keeps_both() {
    EsgInstanceStatus status = showing(Duration.ofDays(90));
    EsgInstanceStatus later = build(status, Optional.empty(), NOON.plusSeconds(60));
    assertThat(later.certificates()).isEqualTo(status.certificates());
    assertThat(later.egress()).isEqualTo(status.egress());
  }

  private EsgInstanceStatus leaving(String spec) {
    instance.setSpec(Instances.withSpec(spec).getSpec());
    return told(new Told(SEEN, null), Told.NOTHING);
  }

  private EsgInstanceStatus showing(Duration left) {
    return told(
        Told.NOTHING,
        new Told(
            null,
            new ShownCertificate(
                "CN=mx.example.net",
                "CN=An Authority",
                List.of("mx.example.net"),
                0,
                NOON,
                NOON.plus(left),
                "",
                "")));
  }

  private EsgInstanceStatus told(Told outbound, Told inbound) {
    FinishedRound plain = round(Map.of());
    Optional<FinishedRound> round =
        Optional.of(
            new FinishedRound(
                plain.job(),
                plain.specHash(),
                null,
                plain.started(),
                telling(plain.outbound(), "smtp-out", outbound),
                telling(plain.inbound(), "smtp-in", inbound),
                List.of(),
                PolicyRemarks.NONE,
                ToldResolvers.none(),
                List.of(),
                GatewayPart.WHOLE));
    return build(build(EsgInstanceStatus.empty(), round, NOON.minusSeconds(10)), round, NOON);
  }

  private static JobOutcome telling(JobOutcome outcome, String path, Told told) {
    ProbeReport report = ((JobOutcome.Reported) outcome).report();
    return new JobOutcome.Reported(
        new ProbeReport(
            report.families(),
            report.durationMillis(),
            report.settleMillis(),
            report.paths().stream()
                .map(
                    (PathReport row) ->
                        row.path().equals(path) ? row.telling(Map.of(row.target(), told)) : row)
                .toList()));
  }
}
