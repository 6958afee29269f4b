package io.esgoperator.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers of one owner do alike, and servers that want to be named. */
class ServersMannerTest {
  @ParameterizedTest
  @CsvSource({
    "ldaps, ClosedEarly, Refused",
    "ldaps, ClearText, Unknown",
    "ldaps, HandshakeStalled, Unknown",
    "ldap, Held, Unknown",
    "ldap, ForeignAnswer, Unknown",
    "ldap, NoAnswer, Blocked",
    "ldap, Refused, Refused",
    "openpgp, ClosedEarly, Tampered",
    "https, ClosedEarly, Tampered"
  })
  void what_servers_of_one_owner_do_alike_blames_nothing_in_between(
      String path, Finding finding, Verdict verdict) {
    PathReport both =
        new PathReport(
            path, Family.IPv4, finding, "dc1.example.net (192.0.2.1)", 12, 4, 2, "reset");
    assertThat(Diagnosis.of(DiagnosisTest.declared("full", path), both).verdict())
        .isEqualTo(verdict);
  }

  @Test
  void a_directory_that_closes_may_have_no_certificate() {
    PathReport both =
        new PathReport(
            "ldaps", Family.IPv4, Finding.ClosedEarly, "dc1.example.net", 12, 4, 2, "reset");
    assertThat(Diagnosis.of(DiagnosisTest.declared("full", "ldaps"), both).text())
        .isEqualTo(
            "The connection to dc1.example.net was cut before a word in its protocol (4 tries: reset), by the server or by something in between."
                + " Look at the servers' logs, or ask them from another network: servers of one owner fail alike."
                + " A directory server that has no certificate yet closes so, as Active Directory does.");
  }

  /** An address is no name for TLS (RFC 6066 section 3; envoyproxy/envoy#24935). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https | 192.0.2.1               | Unknown
          https | 192.0.2.1 port 8443     | Unknown
          https | 2001:db8::1             | Unknown
          https | www.example.net (192.0.2.1) | Tampered
          http  | 192.0.2.1               | Tampered
          """)
  void a_server_that_is_asked_without_a_name_may_close_for_that(
      String path, String target, Verdict verdict) {
    PathReport cut =
        new PathReport(
            path, Family.IPv4, Finding.ClosedEarly, target, 12, 4, 2, "Connection reset");
    assertThat(Diagnosis.of(DiagnosisTest.declared("minimal", path), cut).verdict())
        .isEqualTo(verdict);
  }

  @Test
  void a_server_that_may_want_a_name_is_to_be_named() {
    PathReport cut =
        new PathReport(
            "https", Family.IPv4, Finding.ClosedEarly, "192.0.2.1", 12, 2, 1, "Connection reset");
    assertThat(Diagnosis.of(DiagnosisTest.declared("minimal", "https"), cut).text())
        .isEqualTo(
            "192.0.2.1 closed the connection when TLS began (2 tries: Connection reset). The target is an address, so the probe named no host (SNI):"
                + " the server may want a name, or something in between cuts the connection."
                + " Name the server for TCP 443 from the gateway over IPv4 by its host name in place of its address.");
  }

  @Test
  void a_gateway_that_is_asked_without_a_name_may_close_for_that() {
    PathReport cut =
        new PathReport(
            "web-interface",
            Family.IPv4,
            Finding.ClosedEarly,
            "esg-0 (10.42.0.7)",
            1,
            2,
            1,
            "reset");
    assertThat(Diagnosis.of(DiagnosisTest.declared("full", "web-interface"), cut).text())
        .contains("clients that name its host (SNI)");
    assertThat(Diagnosis.fromOutside(DiagnosisTest.declared("full", "web-interface"), cut).text())
        .contains("clients that name its host (SNI)");
    assertThat(Diagnosis.of(DiagnosisTest.declared("minimal", "smtp-in"), cut).text())
        .doesNotContain("SNI");
  }
}
