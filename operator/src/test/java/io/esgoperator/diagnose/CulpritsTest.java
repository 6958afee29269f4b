package io.esgoperator.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.probe.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CulpritsTest {
  @Test
  void who_gets_through_without_the_labels_proves_that_the_firewall_does_not_block() {
    assertThat(Culprits.of(Finding.Answered, List.of("deny-mail", "quarantine")))
        .hasValueSatisfying(
            culprit -> {
              assertThat(culprit.name()).isEqualTo("NetworkPolicy deny-mail, quarantine");
              assertThat(culprit.grounds())
                  .isEqualTo(
                      "A pod beside the gateway, without its labels, gets through: let NetworkPolicy deny-mail, quarantine open the port.");
            });
  }

  @Test
  void without_another_network_policy_the_cluster_has_to_be_searched() {
    assertThat(Culprits.of(Finding.Answered, List.of()))
        .hasValueSatisfying(
            culprit -> {
              assertThat(culprit.name()).isEqualTo("the cluster");
              assertThat(culprit.grounds()).contains("AdminNetworkPolicy, Calico, Cilium");
            });
  }

  @ParameterizedTest
  @EnumSource(
      value = Finding.class,
      names = {"Answered", "ProbeFault"},
      mode = EnumSource.Mode.EXCLUDE)
  void who_fares_no_better_without_the_labels_clears_the_gateways_policies(Finding control) {
    assertThat(Culprits.of(control, List.of("deny-mail")))
        .hasValueSatisfying(
            culprit ->
                assertThat(culprit.name())
                    .isEqualTo("the network outside of the gateway's policies"));
  }

  @Test
  void a_broken_control_blames_nobody() {
    assertThat(Culprits.of(Finding.ProbeFault, List.of("deny-mail"))).isEmpty();
  }
}
