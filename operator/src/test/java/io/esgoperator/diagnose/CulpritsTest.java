package io.esgoperator.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.audit.StaticReading.Kind;
import io.esgoperator.diagnose.Canary.Found;
import io.esgoperator.diagnose.Culprits.Case;
import io.esgoperator.diagnose.Culprits.Control;
import io.esgoperator.diagnose.Culprits.Manner;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CulpritsTest {
  /** Text of the policies, canary, what the gateway's probe saw, control, servers asked. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Closed  | Closed      | Silent   | Through | 2 | NetworkPolicy deny-mail
          Closed  | Unknown     | Silent   | Through | 1 | NetworkPolicy deny-mail
          Closed  | Unknown     | Tampered | Through | 2 | NetworkPolicy deny-mail
          Closed  | Open        | Silent   | Through | 2 | the cluster
          Closed  | Closed      | Silent   | Failing | 2 | NetworkPolicy deny-mail, and the network behind it
          Closed  | Open        | Silent   | Failing | 2 | the perimeter
          Closed  | Closed      | Silent   | Missing | 1 | NetworkPolicy deny-mail
          Closed  | Unknown     | Silent   | Missing | 1 |
          Closed  | Open        | Silent   | Missing | 1 |
          Unclear | Closed      | Silent   | Through | 2 | a policy in the cluster
          Unclear | Open        | Silent   | Through | 2 | the cluster
          Unclear | Closed      | Silent   | Failing | 2 | the perimeter
          Unclear | Closed      | Silent   | Missing | 2 |
          Opened  | Closed      | Silent   | Through | 2 | the cluster
          Opened  | Closed      | Tampered | Through | 2 | the cluster
          Opened  | Closed      | Silent   | Failing | 2 | the perimeter
          Opened  | Closed      | Tampered | Failing | 2 | the perimeter
          Opened  | Closed      | Refused  | Failing | 2 | the perimeter, or the servers themselves
          Opened  | Closed      | Refused  | Failing | 1 | the perimeter, or the server itself
          Closed  | Closed      | Refused  | Through | 2 | NetworkPolicy deny-mail
          Opened  | Closed      | Silent   | Failing | 1 | the perimeter, or the server itself
          Opened  | Closed      | Silent   | Missing | 2 |
          Unbound | Unknown     | Silent   | Through | 2 | the cluster
          Unbound | Unknown     | Silent   | Failing | 2 | the perimeter
          Unbound | Unknown     | Silent   | Failing | 1 | the perimeter, or the server itself
          Unbound | Unknown     | Silent   | Missing | 2 |
          """)
  void a_case_has_its_culprit(
      Kind text, Found canary, Manner manner, Control control, int servers, String culprit) {
    assertThat(
            Culprits.of(new Case(text, List.of("deny-mail"), canary, manner, control, servers > 1))
                .map(Culprits.Culprit::name)
                .orElse(null))
        .isEqualTo(culprit);
  }

  @Test
  void somebody_is_blamed_whenever_there_was_a_control() {
    assertThat(cases().filter(one -> one.control() != Control.Missing))
        .hasSize(144)
        .allMatch(one -> Culprits.of(one).isPresent());
  }

  @Test
  void without_a_control_only_an_enforced_text_blames_somebody() {
    assertThat(
            cases()
                .filter(one -> one.control() == Control.Missing)
                .filter(one -> Culprits.of(one).isPresent()))
        .allMatch(one -> one.text() == Kind.Closed && one.canary() == Found.Closed);
  }

  @Test
  void no_policy_is_blamed_for_what_its_text_opens_or_the_cluster_ignores() {
    assertThat(cases().filter(one -> one.text() == Kind.Opened || one.canary() == Found.Open))
        .noneMatch(
            one ->
                Culprits.of(one)
                    .filter(culprit -> culprit.name().contains("NetworkPolicy"))
                    .isPresent());
  }

  private static Stream<Case> cases() {
    return Stream.of(Kind.values())
        .flatMap(
            text ->
                Stream.of(Found.values())
                    .flatMap(
                        canary ->
                            Stream.of(Control.values())
                                .flatMap(
                                    control ->
                                        Stream.of(Manner.values())
                                            .flatMap(
                                                manner ->
                                                    Stream.of(true, false)
                                                        .map(
                                                            second ->
                                                                new Case(
                                                                    text,
                                                                    List.of("deny-mail"),
                                                                    canary,
                                                                    manner,
                                                                    control,
                                                                    second))))));
  }
}
