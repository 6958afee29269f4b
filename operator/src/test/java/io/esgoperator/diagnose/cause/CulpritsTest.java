package io.esgoperator.diagnose.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.Culprit;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus.Found;
import io.esgoperator.audit.StaticReading;
import io.esgoperator.audit.StaticReading.Kind;
import io.esgoperator.diagnose.cause.Culprits.Blame;
import io.esgoperator.diagnose.cause.Culprits.Case;
import io.esgoperator.diagnose.cause.Culprits.Control;
import io.esgoperator.diagnose.cause.Culprits.Manner;
import io.esgoperator.netpol.world.Tier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CulpritsTest {
  /**
   * The deciding tier, the text's reading, canary, probe, control, servers, policies not evaluated.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NetworkPolicy | Closed  | Closed  | Silent   | Through | 2 | no  | NetworkPolicy deny-mail
          NetworkPolicy | Closed  | Unknown | Silent   | Through | 1 | no  | NetworkPolicy deny-mail
          NetworkPolicy | Closed  | Unknown | Tampered | Through | 2 | no  | NetworkPolicy deny-mail
          NetworkPolicy | Closed  | Open    | Silent   | Through | 2 | no  | the cluster
          NetworkPolicy | Closed  | Closed  | Silent   | Failing | 2 | no  | NetworkPolicy deny-mail, and the network behind it
          NetworkPolicy | Closed  | Open    | Silent   | Failing | 2 | no  | the perimeter
          NetworkPolicy | Closed  | Closed  | Silent   | Missing | 1 | no  | NetworkPolicy deny-mail
          NetworkPolicy | Closed  | Unknown | Silent   | Missing | 1 | no  |
          NetworkPolicy | Closed  | Open    | Silent   | Missing | 1 | no  |
          NetworkPolicy | Unclear | Closed  | Silent   | Through | 2 | no  | a policy in the cluster
          NetworkPolicy | Unclear | Open    | Silent   | Through | 2 | no  | the cluster
          NetworkPolicy | Unclear | Closed  | Silent   | Failing | 2 | no  | the perimeter
          NetworkPolicy | Unclear | Closed  | Silent   | Missing | 2 | no  |
          NetworkPolicy | Opened  | Closed  | Silent   | Through | 2 | no  | the cluster
          NetworkPolicy | Opened  | Closed  | Tampered | Through | 2 | no  | the cluster
          NetworkPolicy | Opened  | Closed  | Silent   | Failing | 2 | no  | the perimeter
          NetworkPolicy | Opened  | Closed  | Tampered | Failing | 2 | no  | the perimeter
          NetworkPolicy | Opened  | Closed  | Refused  | Failing | 2 | no  | the perimeter, or the servers themselves
          NetworkPolicy | Opened  | Closed  | Refused  | Failing | 1 | no  | the perimeter, or the server itself
          NetworkPolicy | Closed  | Closed  | Refused  | Through | 2 | no  | NetworkPolicy deny-mail
          NetworkPolicy | Opened  | Closed  | Silent   | Failing | 1 | no  | the perimeter, or the server itself
          NetworkPolicy | Opened  | Closed  | Silent   | Missing | 2 | no  |
          Default       | Unbound | Unknown | Silent   | Through | 2 | no  | the cluster
          Default       | Unbound | Unknown | Silent   | Failing | 2 | no  | the perimeter
          Default       | Unbound | Unknown | Silent   | Failing | 1 | no  | the perimeter, or the server itself
          Default       | Unbound | Unknown | Silent   | Missing | 2 | no  |
          Admin         | Closed  | Closed  | Silent   | Through | 2 | no  | AdminNetworkPolicy deny-mail
          Admin         | Closed  | Unknown | Silent   | Through | 1 | no  | AdminNetworkPolicy deny-mail
          Admin         | Closed  | Open    | Silent   | Through | 2 | no  | the cluster
          Admin         | Closed  | Closed  | Silent   | Failing | 2 | no  | the perimeter
          Admin         | Closed  | Unknown | Silent   | Failing | 2 | no  | the perimeter
          Admin         | Closed  | Closed  | Refused  | Failing | 1 | no  | the perimeter, or the server itself
          Admin         | Closed  | Closed  | Silent   | Failing | 2 | yes | the perimeter, or a policy in the cluster
          Admin         | Closed  | Open    | Silent   | Failing | 2 | no  | the perimeter
          Admin         | Closed  | Closed  | Silent   | Missing | 2 | no  | AdminNetworkPolicy deny-mail, or the network behind it
          Admin         | Closed  | Closed  | Tampered | Missing | 2 | no  |
          Admin         | Closed  | Unknown | Silent   | Missing | 2 | no  |
          Admin         | Closed  | Open    | Silent   | Missing | 2 | no  |
          Admin         | Opened  | Closed  | Silent   | Through | 2 | no  | the cluster
          Admin         | Unclear | Closed  | Silent   | Through | 2 | no  | a policy in the cluster
          Baseline      | Closed  | Closed  | Silent   | Through | 2 | no  | BaselineAdminNetworkPolicy deny-mail
          Baseline      | Closed  | Closed  | Silent   | Failing | 2 | no  | the perimeter
          NetworkPolicy | Closed  | Closed  | Silent   | Itself  | 1 | no  | NetworkPolicy deny-mail
          NetworkPolicy | Closed  | Unknown | Refused  | Itself  | 1 | yes | NetworkPolicy deny-mail, or the cluster's network
          NetworkPolicy | Closed  | Open    | Silent   | Itself  | 1 | no  |
          NetworkPolicy | Opened  | Closed  | Silent   | Itself  | 1 | yes |
          NetworkPolicy | Unclear | Closed  | Silent   | Itself  | 1 | no  |
          Admin         | Closed  | Closed  | Silent   | Itself  | 1 | no  | AdminNetworkPolicy deny-mail, or the cluster's network
          Default       | Unbound | Unknown | Silent   | Itself  | 1 | no  |
          NetworkPolicy | Closed  | Closed  | Silent   | Through | 2 | yes | NetworkPolicy deny-mail
          NetworkPolicy | Opened  | Closed  | Silent   | Through | 2 | yes | cilium.io CiliumNetworkPolicy deny-all, or another part of the cluster
          NetworkPolicy | Opened  | Closed  | Silent   | Failing | 2 | yes | the perimeter, or a policy in the cluster
          NetworkPolicy | Opened  | Closed  | Refused  | Failing | 1 | yes | the perimeter, or a policy in the cluster
          NetworkPolicy | Opened  | Closed  | Silent   | Missing | 2 | yes |
          Default       | Unbound | Unknown | Silent   | Through | 2 | yes | cilium.io CiliumNetworkPolicy deny-all, or another part of the cluster
          """)
  void a_case_has_its_culprit(
      Tier tier,
      Kind text,
      Found canary,
      Manner manner,
      Control control,
      int servers,
      String unread,
      String culprit) {
    assertThat(
            Culprits.of(
                    seen(tier, text, canary, manner, control, servers > 1, unread.equals("yes")))
                .map(blame -> blame.culprit().phrase())
                .orElse(null))
        .isEqualTo(culprit);
  }

  /** The advice, which depends on the policy's kind. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NetworkPolicy | no rule opens the port to the gateway: let NetworkPolicy deny-mail open the port.
          Admin         | AdminNetworkPolicy deny-mail denies the port: change that policy itself, since no NetworkPolicy opens what it denies.
          Baseline      | BaselineAdminNetworkPolicy deny-mail denies the port to pods that no NetworkPolicy binds: write one that opens it, as policy.enforcement: Enforce does.
          """)
  void the_advice_is_what_opens_the_port(Tier tier, String advice) {
    assertThat(grounds(tier, Kind.Closed, false)).endsWith(advice);
  }

  @Test
  void policies_that_are_not_evaluated_are_named_where_the_text_does_not_close_the_path() {
    assertThat(grounds(Tier.NetworkPolicy, Kind.Opened, true))
        .endsWith("not evaluated: cilium.io CiliumNetworkPolicy deny-all.");
    assertThat(grounds(Tier.NetworkPolicy, Kind.Opened, false)).doesNotContain("Cilium");
  }

  /** The control proves the perimeter, and nothing proves that the cluster enforces the kind. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Admin    | Besides, AdminNetworkPolicy deny-mail denies the port, if this cluster enforces that: then change that policy itself, since no NetworkPolicy opens what it denies.
          Baseline | Besides, BaselineAdminNetworkPolicy deny-mail denies the port to pods that no NetworkPolicy binds, if this cluster enforces that: then write one that opens it, as policy.enforcement: Enforce does.
          """)
  void behind_an_administrators_denial_the_perimeter_is_the_one_that_is_proved(
      Tier tier, String besides) {
    Blame blame =
        Culprits.of(
                seen(tier, Kind.Closed, Found.Closed, Manner.Silent, Control.Failing, true, false))
            .orElseThrow();
    assertThat(blame.culprit()).isEqualTo(new Culprit(Culprit.Kind.Perimeter, null));
    assertThat(blame.grounds()).endsWith(" firewall, proxy or provider. " + besides);
  }

  private static String grounds(Tier tier, Kind text, boolean unread) {
    return Culprits.of(seen(tier, text, Found.Closed, Manner.Silent, Control.Through, true, unread))
        .orElseThrow()
        .grounds();
  }

  @Test
  void a_culprit_is_named_whenever_there_was_a_control() {
    assertThat(
            cases()
                .filter(
                    one -> one.control() == Control.Through || one.control() == Control.Failing))
        .hasSize(1152)
        .allMatch(one -> Culprits.of(one).isPresent());
  }

  @Test
  void without_a_control_only_an_enforced_text_names_a_culprit() {
    assertThat(
            cases()
                .filter(one -> one.control() == Control.Missing)
                .filter(one -> Culprits.of(one).isPresent()))
        .allMatch(one -> one.reading().kind() == Kind.Closed && one.canary() == Found.Closed);
  }

  @Test
  void no_policy_is_blamed_for_what_its_text_opens_or_the_cluster_ignores() {
    assertThat(
            cases()
                .filter(one -> one.reading().kind() == Kind.Opened || one.canary() == Found.Open))
        .noneMatch(
            one ->
                Culprits.of(one)
                    .filter(blame -> String.valueOf(blame.culprit().name()).contains("deny-mail"))
                    .isPresent());
  }

  private static Stream<Case> cases() {
    return Stream.of(Tier.values())
        .flatMap(tier -> Stream.of(Kind.values()).flatMap(text -> cases(tier, text)));
  }

  private static Stream<Case> cases(Tier tier, Kind text) {
    return Stream.of(Found.values())
        .flatMap(
            canary ->
                Stream.of(Manner.values()).flatMap(manner -> cases(tier, text, canary, manner)));
  }

  private static Stream<Case> cases(Tier tier, Kind text, Found canary, Manner manner) {
    return Stream.of(Control.values())
        .flatMap(
            control ->
                Stream.of(true, false)
                    .flatMap(
                        second ->
                            Stream.of(true, false)
                                .map(
                                    unread ->
                                        seen(
                                            tier, text, canary, manner, control, second, unread))));
  }

  private static Case seen(
      Tier tier,
      Kind text,
      Found canary,
      Manner manner,
      Control control,
      boolean second,
      boolean unread) {
    String kind =
        switch (tier) {
          case Admin -> "AdminNetworkPolicy";
          case Baseline -> "BaselineAdminNetworkPolicy";
          default -> "NetworkPolicy";
        };
    List<String> others = unread ? List.of("cilium.io CiliumNetworkPolicy deny-all") : List.of();
    return new Case(
        new StaticReading(text, tier, List.of(kind + " deny-mail"), others),
        others,
        canary,
        manner,
        control,
        second);
  }
}
