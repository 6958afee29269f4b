package io.esgoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.audit.StaticReading.Kind;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Transport;
import io.esgoperator.netpol.world.PolicyRef;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodPoliciesTest {
  private static final String DENY_ALL = "{action: Deny, to: [{networks: [0.0.0.0/0]}]}";

  /**
   * An AdminNetworkPolicy and a NetworkPolicy with the name deny; what is left out, what is left.
   */
  @ParameterizedTest
  @CsvSource({
    "AdminNetworkPolicy deny,  NetworkPolicy deny",
    "AdminNetworkPolicy other, AdminNetworkPolicy deny",
    "NetworkPolicy deny,       AdminNetworkPolicy deny",
  })
  void of_the_policies_only_administrators_ones_can_be_left_out(String title, String deciding) {
    StaticReading reading =
        Policies.onGateway(
                Policies.admin("AdminNetworkPolicy", "deny", "egress", DENY_ALL),
                Policies.egress("deny", null))
            .without(Set.of(title))
            .read(Cidr.literal("198.51.100.25"), Transport.TCP, 25);
    assertThat(reading.kind()).isEqualTo(Kind.Closed);
    assertThat(reading.policies()).containsExactly(deciding);
  }

  /** A policy closes every port but 25 of the gateway, which has the label app: esg. */
  @ParameterizedTest
  @CsvSource({"esg, 26, true", "esg, 25, false", "probe, 26, false"})
  void a_port_is_shut_beside_the_gateway_where_its_labels_bring_the_policy_along(
      String app, int port, boolean shut) {
    assertThat(
            Policies.onGateway(Policies.ingress("in", "{ports: [{port: 25}]}"))
                .shutBeside(Map.of("app", app), port))
        .isEqualTo(shut);
  }

  @Test
  void what_is_not_evaluated_beside_the_gateway_is_of_the_labels_there() {
    PodPolicies policies =
        Policies.onGateway(
            Policies.any(
                "crd.projectcalico.org/v1",
                "GlobalNetworkPolicy",
                "of-probe",
                "{selector: \"app == 'probe'\"}"));
    assertThat(policies.notEvaluated()).isEmpty();
    assertThat(policies.notEvaluatedBeside(Map.of("app", "probe")))
        .extracting(PolicyRef::name)
        .containsExactly("of-probe");
  }
}
