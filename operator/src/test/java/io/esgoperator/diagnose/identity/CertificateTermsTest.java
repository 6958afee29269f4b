package io.esgoperator.diagnose.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.ConditionState;
import io.esgoperator.api.v1alpha1.ConditionState.Status;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.identity.GatewayCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateTermsTest extends IdentityFixture {
  @ParameterizedTest
  @CsvSource({
    "P-30D, P90D,       True,  Valid",
    "P-30D, P14DT1S,    True,  Valid",
    "P-30D, P14D,       False, EndsWithin14Days",
    "P-30D, P3DT1S,     False, EndsWithin14Days",
    "P-30D, P3D,        False, EndsWithin3Days",
    "P-30D, PT0S,       False, EndsWithin3Days",
    "P-30D, PT-1S,      False, Expired",
    "PT0S,  P90D,       True,  Valid",
    "PT1S,  P90D,       False, NotYetValid"
  })
  void a_certificate_is_judged_by_its_term(
      Duration begins, Duration ends, Status status, String reason) {
    ConditionState state =
        terms(certificate("CN=An Authority", NOON.plus(begins), NOON.plus(ends))).at(NOON);
    assertThat(state.status()).isEqualTo(status);
    assertThat(state.reason()).isEqualTo(reason);
  }

  @Test
  void a_valid_one_is_told_with_its_end() {
    assertThat(terms(valid()).at(NOON).message())
        .isEqualTo("The certificate of smtp-in (CN=mx.example.net) is valid until 2026-04-01.");
  }

  @Test
  void one_that_has_signed_itself_is_told_as_such() {
    assertThat(
            terms(certificate("CN=mx.example.net", NOON, NOON.plus(Duration.ofDays(90))))
                .at(NOON)
                .message())
        .startsWith("The certificate of smtp-in (CN=mx.example.net, signed by itself) is valid");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          P-30D | P2D   | ends on 2026-01-03.
          P-30D | P-2D  | ended on 2025-12-30.
          P1D   | P90D  | begins on 2026-01-02.
          """)
  void what_is_wrong_is_said_with_its_day(Duration begins, Duration ends, String phrase) {
    assertThat(
            terms(certificate("CN=An Authority", NOON.plus(begins), NOON.plus(ends)))
                .at(NOON)
                .message())
        .startsWith("The certificate of smtp-in (CN=mx.example.net) " + phrase)
        .contains(" Do: ");
  }

  @Test
  void only_those_with_a_fault_are_told_and_the_worst_is_the_reason() {
    GatewayCertificate soon = certificate("CN=An Authority", NOON, NOON.plus(Duration.ofDays(10)));
    GatewayCertificate expired = certificate("CN=An Authority", NOON, NOON.minusSeconds(1));
    ConditionState state = terms(expired, soon, valid()).at(NOON);
    assertThat(state.reason()).isEqualTo("Expired");
    assertThat(state.message())
        .contains("ended on 2026-01-01.", "ends on 2026-01-11.")
        .doesNotContain("is valid");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{name: certificate-renewal, verdict: Blocked, family: IPv4}] | which is Blocked: see to that first.
          [{name: certificate-renewal, verdict: Open, family: IPv4}, {name: certificate-renewal, verdict: Refused, family: IPv6}] | which is Refused: see to that first.
          [{name: certificate-renewal, verdict: Open, family: IPv4}]    | is open: look at the log of the gateway's ACME client.
          [{name: smtp-in, verdict: Blocked, family: IPv4}]             | declare services.certificateRenewal.
          """)
  void the_way_of_renewal_is_named(String paths, String advice) {
    List<PathStatus> rows = Instances.withStatus("paths: " + paths).getStatus().paths();
    assertThat(
            new CertificateTerms(
                    List.of(certificate("CN=An Authority", NOON, NOON.plusSeconds(1))), rows)
                .at(NOON)
                .message())
        .endsWith(advice);
  }

  @Test
  void one_that_is_not_valid_yet_needs_no_renewal() {
    assertThat(
            terms(certificate("CN=a", NOON.plusSeconds(1), NOON.plus(Duration.ofDays(90))))
                .at(NOON)
                .message())
        .endsWith("or put the one before back.")
        .doesNotContain("renew it");
  }

  @Test
  void where_no_port_shows_one_nothing_is_wrong() {
    assertThat(terms().at(NOON))
        .satisfies(
            state -> {
              assertThat(state.status()).isEqualTo(Status.True);
              assertThat(state.reason()).isEqualTo(CertificateTerms.NONE);
            });
  }

  private static CertificateTerms terms(GatewayCertificate... certificates) {
    return new CertificateTerms(List.of(certificates), List.of());
  }

  private static GatewayCertificate valid() {
    return certificate("CN=An Authority", NOON, NOON.plus(Duration.ofDays(90)));
  }

  private static GatewayCertificate certificate(String issuer, Instant from, Instant until) {
    return new GatewayCertificate(
        List.of("smtp-in"), "CN=mx.example.net", issuer, List.of(), null, from, until, null, null);
  }
}
