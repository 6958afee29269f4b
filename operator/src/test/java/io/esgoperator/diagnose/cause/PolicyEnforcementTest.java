package io.esgoperator.diagnose.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionState;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyEnforcementTest {
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
    ConditionState enforcement =
        PolicyEnforcement.of(Canary.of(Direction.Outbound, reports(bound), reports(free)));
    assertThat(enforcement.status().name()).isEqualTo(status);
    assertThat(enforcement.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # to the gateway                | at the gateway                | message
          IPv4 Refused, IPv6 NoAnswer     | IPv4 Refused, IPv6 Prohibited | NetworkPolicies work here: a test port that the policy closes is blocked for the gateway over IPv4 by rejection, for the gateway over IPv6 by silence, at the gateway over IPv4 by rejection, at the gateway over IPv6 by rejection, while a pod that no policy stops gets through.
          IPv4 Refused, IPv6 ProbeFault   |                               | NetworkPolicies work here: a test port that the policy closes is blocked for the gateway over IPv4 by rejection, while a pod that no policy stops gets through. Not shown for the gateway over IPv6: CanaryUnreachable.
          IPv4 Refused, IPv6 Answered     | IPv4 Refused                  | A test port that the policy closes stayed open for the gateway over IPv6: this cluster's network plugin does not enforce NetworkPolicies, or not for this namespace, or leaves a new pod unprotected for more than 20 seconds (look at its log).
          IPv4 Refused                    | IPv4 Answered                 | A test port that the policy closes stayed open at the gateway over IPv4: this cluster's network plugin does not enforce NetworkPolicies, or not for this namespace, or leaves a new pod unprotected for more than 20 seconds (look at its log).
          """)
  void the_message_says_how_the_cluster_denies_in_each_direction_and_family(
      String outbound, String inbound, String message) {
    List<PathReport> free = reports("IPv4 Answered, IPv6 Answered");
    assertThat(
            PolicyEnforcement.of(
                    Stream.concat(
                            Canary.of(Direction.Outbound, reports(outbound), free).stream(),
                            Canary.of(Direction.Inbound, reports(inbound), free).stream())
                        .toList())
                .message())
        .isEqualTo(message);
  }

  @Test
  void a_broken_probe_shows_nothing() {
    assertThat(
            PolicyEnforcement.of(
                List.of(
                    Canary.unknown(Direction.Outbound, Reason.ProbeImagePull, "No such image."))))
        .isEqualTo(ConditionState.isUnknown("ProbeImagePull", "No such image."));
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
