package io.esgoperator.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.catalog.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnforcementTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # gateway's probe             | probe without the labels    | status  | reason
          IPv4 NoAnswer                 | IPv4 Answered               | True    | Enforced
          IPv4 Refused                  | IPv4 Answered               | True    | Enforced
          IPv4 Prohibited               | IPv4 Answered               | True    | Enforced
          IPv4 Refused, IPv6 Refused    | IPv4 Answered, IPv6 Answered| True    | Enforced
          IPv4 Refused, IPv6 NoAnswer   | IPv4 Answered, IPv6 NoAnswer| True    | Enforced
          IPv4 Answered                 | IPv4 Answered               | False   | NotEnforced
          IPv4 Answered                 | IPv4 NoAnswer               | False   | NotEnforced
          IPv4 Held                     | IPv4 Answered               | False   | NotEnforced
          IPv4 ClosedEarly              | IPv4 Answered               | False   | NotEnforced
          IPv4 ForeignAnswer            | IPv4 Answered               | False   | NotEnforced
          IPv4 Refused, IPv6 Answered   | IPv4 Answered, IPv6 Answered| False   | NotEnforced
          IPv4 NoAnswer                 | IPv4 NoAnswer               | Unknown | CanaryUnreachable
          IPv4 NoAnswer                 | IPv6 Answered               | Unknown | CanaryUnreachable
          IPv4 NoAnswer                 |                             | Unknown | CanaryUnreachable
          IPv4 ProbeFault               | IPv4 Answered               | Unknown | CanaryUnreachable
          """)
  void only_a_port_that_another_pod_reaches_proves_anything(
      String bound, String free, String status, String reason) {
    Enforcement enforcement = Enforcement.of(reports(bound), reports(free));
    assertThat(enforcement.status()).isEqualTo(status);
    assertThat(enforcement.reason()).isEqualTo(reason);
  }

  @Test
  void the_message_says_how_the_cluster_denies() {
    assertThat(
            Enforcement.of(
                    reports("IPv4 Refused, IPv6 NoAnswer"), reports("IPv4 Answered, IPv6 Answered"))
                .message())
        .isEqualTo(
            "A port that the policy keeps closed is closed to the gateway over IPv4 and IPv6, and open to a pod beside it;"
                + " it is closed by rejection and silence.");
  }

  @Test
  void the_message_names_the_family_that_leaks() {
    assertThat(
            Enforcement.of(
                    reports("IPv4 Refused, IPv6 Answered"), reports("IPv4 Answered, IPv6 Answered"))
                .message())
        .startsWith(
            "The gateway's probe kept reaching a port that the policy keeps closed, over IPv6:");
  }

  private static List<PathReport> reports(String text) {
    return text == null
        ? List.of()
        : Stream.of(text.split(", "))
            .map(one -> one.split(" "))
            .map(
                words ->
                    new PathReport(
                        "*canary",
                        Family.valueOf(words[0]),
                        Finding.valueOf(words[1]),
                        "esg-operator",
                        1,
                        1,
                        1,
                        ""))
            .toList();
  }
}
