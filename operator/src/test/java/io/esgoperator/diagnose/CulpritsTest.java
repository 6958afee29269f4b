package io.esgoperator.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.audit.StaticReading.Kind;
import io.esgoperator.diagnose.Culprits.Canary;
import io.esgoperator.diagnose.Culprits.Case;
import io.esgoperator.diagnose.Culprits.Control;
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
          Closed  | Enforced    | shut     | Through | 2 | NetworkPolicy deny-mail
          Closed  | Unknown     | shut     | Through | 1 | NetworkPolicy deny-mail
          Closed  | Unknown     | tampered | Through | 2 | NetworkPolicy deny-mail
          Closed  | NotEnforced | shut     | Through | 2 | the cluster
          Closed  | Enforced    | shut     | Failing | 2 | NetworkPolicy deny-mail, and the network behind it
          Closed  | NotEnforced | shut     | Failing | 2 | the perimeter
          Closed  | Enforced    | shut     | Missing | 1 | NetworkPolicy deny-mail
          Closed  | Unknown     | shut     | Missing | 1 |
          Closed  | NotEnforced | shut     | Missing | 1 |
          Unclear | Enforced    | shut     | Through | 2 | a policy in the cluster
          Unclear | NotEnforced | shut     | Through | 2 | the cluster
          Unclear | Enforced    | shut     | Failing | 2 | the perimeter
          Unclear | Enforced    | shut     | Missing | 2 |
          Opened  | Enforced    | shut     | Through | 2 | the cluster
          Opened  | Enforced    | tampered | Through | 2 | the cluster
          Opened  | Enforced    | shut     | Failing | 2 | the perimeter
          Opened  | Enforced    | tampered | Failing | 2 | the perimeter
          Opened  | Enforced    | shut     | Failing | 1 | the perimeter, or the server itself
          Opened  | Enforced    | shut     | Missing | 2 |
          Unbound | Unknown     | shut     | Through | 2 | the cluster
          Unbound | Unknown     | shut     | Failing | 2 | the perimeter
          Unbound | Unknown     | shut     | Failing | 1 | the perimeter, or the server itself
          Unbound | Unknown     | shut     | Missing | 2 |
          """)
  void a_case_has_its_culprit(
      Kind text, Canary canary, String seen, Control control, int servers, String culprit) {
    assertThat(
            Culprits.of(
                    new Case(
                        text,
                        List.of("deny-mail"),
                        canary,
                        seen.equals("tampered"),
                        control,
                        servers > 1))
                .map(Culprits.Culprit::name)
                .orElse(null))
        .isEqualTo(culprit);
  }

  @Test
  void somebody_is_blamed_whenever_there_was_a_control() {
    assertThat(cases().filter(one -> one.control() != Control.Missing))
        .hasSize(96)
        .allMatch(one -> Culprits.of(one).isPresent());
  }

  @Test
  void without_a_control_only_an_enforced_text_blames_somebody() {
    assertThat(
            cases()
                .filter(one -> one.control() == Control.Missing)
                .filter(one -> Culprits.of(one).isPresent()))
        .allMatch(one -> one.text() == Kind.Closed && one.canary() == Canary.Enforced);
  }

  @Test
  void no_policy_is_blamed_for_what_its_text_opens_or_the_cluster_ignores() {
    assertThat(
            cases().filter(one -> one.text() == Kind.Opened || one.canary() == Canary.NotEnforced))
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
                Stream.of(Canary.values())
                    .flatMap(
                        canary ->
                            Stream.of(Control.values())
                                .flatMap(
                                    control ->
                                        Stream.of(true, false)
                                            .flatMap(
                                                tampered ->
                                                    Stream.of(true, false)
                                                        .map(
                                                            second ->
                                                                new Case(
                                                                    text,
                                                                    List.of("deny-mail"),
                                                                    canary,
                                                                    tampered,
                                                                    control,
                                                                    second))))));
  }
}
