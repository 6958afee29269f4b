package io.esgoperator.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a message says of PROXY headers, which explain much and prove nothing. */
class ProxyHeadersTest {
  private static final String UNDECLARED =
      " If the gateway's port expects a PROXY header, declare it for this path: spec.proxyProtocol.smtp-in.";

  @ParameterizedTest
  @CsvSource({
    "Held, 'connected, then silence'",
    "HandshakeStalled, 'connected, TLS began, then silence'",
    "ClearText, Unsupported or unrecognized SSL message",
    "ClosedEarly, the peer closed the connection"
  })
  void a_gateway_that_closes_or_is_silent_is_unknown_and_may_expect_a_header(
      Finding finding, String evidence) {
    Judgement judgement = judge("", finding, evidence);
    assertThat(judgement.verdict()).isEqualTo(Verdict.Unknown);
    assertThat(judgement.message()).endsWith(UNDECLARED);
  }

  @Test
  void a_gateway_that_has_said_a_word_lacks_no_header() {
    Judgement judgement =
        judge("", Finding.HeldMidWord, "connected, got 31 bytes, then no complete answer in time");
    assertThat(judgement.verdict()).isEqualTo(Verdict.Unknown);
    assertThat(judgement.message()).doesNotContain("PROXY");
  }

  @ParameterizedTest
  @CsvSource({
    "Held, 'connected, then silence'",
    "HandshakeStalled, 'connected, TLS began, then silence'",
    "ClearText, Unsupported or unrecognized SSL message",
    "ClosedEarly, the peer closed the connection"
  })
  void where_a_header_is_declared_its_version_is_what_to_look_at(Finding finding, String evidence) {
    Judgement judgement = judge("proxyProtocol: {smtp-in: V1}", finding, evidence);
    assertThat(judgement.verdict()).isEqualTo(Verdict.Unknown);
    assertThat(judgement.message())
        .endsWith(
            " The probe began with the PROXY header V1 that spec.proxyProtocol.smtp-in declares:"
                + " look whether the gateway's port takes this version, from pods too.");
  }

  @Test
  void an_answer_in_clear_text_is_no_tampering_from_outside_either() {
    assertThat(
            Diagnosis.fromOutside(
                    smtpIn(""),
                    report(Finding.ClearText, "Unsupported or unrecognized SSL message"))
                .verdict())
        .isEqualTo(Verdict.Unknown);
  }

  @Test
  void a_gateway_that_takes_no_header_is_told_in_one_sentence() {
    Judgement judgement =
        judge(
            "proxyProtocol: {smtp-in: V1}",
            Finding.ProxyHeaderRefused,
            "with header V1: HTTP/1.1 400 Bad Request; without it: HTTP/1.1 200 OK");
    assertThat(judgement.verdict()).isEqualTo(Verdict.Unknown);
    assertThat(judgement.reason()).isEqualTo(Reason.ProxyHeaderRefused);
    assertThat(judgement.message())
        .isEqualTo(
            "gateway-0 takes no PROXY header (3 tries: with header V1: HTTP/1.1 400 Bad Request;"
                + " without it: HTTP/1.1 200 OK).");
    assertThat(judgement.advice(null))
        .isEqualTo(
            "Take the path out of spec.proxyProtocol, or let the gateway's port take the header.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Answered | 220 mx
          Declined | 220 mx; EHLO was answered with 503 required Proxy negotiation
          Declined | 220 mx; the connection ended at EHLO
          Declined | 421 4.3.0 not now
          Answered | HTTP/1.1 200 OK
          Answered | HTTP/1.1 404 Not Found
          Declined | HTTP/1.1 400 Bad Request
          Declined | TLS alert decode_error
          Answered | TLS alert certificate_required: it asks for a client certificate
          """)
  void an_answer_that_refuses_leaves_the_path_open_and_may_miss_a_header(
      Finding finding, String answer) {
    Judgement judgement = judge("", finding, answer);
    assertThat(judgement.verdict()).isEqualTo(Verdict.Open);
    assertThat(judgement.message())
        .isEqualTo(
            "gateway-0 answered: "
                + answer
                + "."
                + (finding == Finding.Declined ? UNDECLARED : ""));
  }

  @ParameterizedTest
  @CsvSource({
    "NoAnswer, Blocked",
    "Refused, Refused",
    "Prohibited, Refused",
    "ForeignAnswer, Unknown",
    "BannerMasked, Tampered"
  })
  void what_no_header_explains_keeps_its_verdict(Finding finding, Verdict verdict) {
    Judgement judgement = judge("", finding, "seen");
    assertThat(judgement.verdict()).isEqualTo(verdict);
    assertThat(judgement.message()).doesNotContain("PROXY");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}            | If the gateway's port expects a PROXY header, the load balancer in front of it has to add it.
          {smtp-in: V2} | The gateway's port expects the PROXY header V2 by spec.proxyProtocol.smtp-in: look whether the load balancer in front of it adds it.
          """)
  void from_outside_the_load_balancer_is_what_adds_it(String declared, String remark) {
    Judgement judgement =
        Diagnosis.fromOutside(
            smtpIn("proxyProtocol: " + declared),
            report(Finding.ClosedEarly, "the peer closed the connection"));
    assertThat(judgement.verdict()).isEqualTo(Verdict.Unknown);
    assertThat(judgement.text()).endsWith(" " + remark);
  }

  private static Judgement judge(String spec, Finding finding, String evidence) {
    return Diagnosis.of(smtpIn(spec), report(finding, evidence));
  }

  private static DeclaredPath smtpIn(String spec) {
    return DeclaredPaths.of(Instances.withSpec(spec).getSpec()).stream()
        .filter(path -> path.name().equals("smtp-in"))
        .findFirst()
        .orElseThrow();
  }

  private static PathReport report(Finding finding, String evidence) {
    return new PathReport("smtp-in", Family.IPv4, finding, "gateway-0", 12, 3, 1, evidence);
  }
}
