package io.esgoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.world.PolicyRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodPoliciesTest {
  private static final PodPolicies ALL =
      Policies.onGateway(
          Policies.egress("same", null),
          Policies.admin("AdminNetworkPolicy", "same", "egress", "{}"),
          Policies.admin("AdminNetworkPolicy", "other", "egress", "{}"),
          Policies.any("policy.networking.k8s.io/v1beta1", "ClusterNetworkPolicy", "same", "{}"),
          Policies.any("networking.k8s.aws/v1alpha1", "ClusterNetworkPolicy", "same", "{}"),
          Policies.any(
              "cilium.io/v2",
              "CiliumClusterwideNetworkPolicy",
              "same",
              "{endpointSelector: {}, egressDeny: [{toEntities: [all]}]}"));

  /** The titles to leave out, and the policies that decide no more. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AdminNetworkPolicy same                             | AdminNetworkPolicy same
          AdminNetworkPolicy same, AdminNetworkPolicy other   | AdminNetworkPolicy same, AdminNetworkPolicy other
          ClusterNetworkPolicy same                           | ClusterNetworkPolicy same
          cilium.io CiliumClusterwideNetworkPolicy same       | cilium.io CiliumClusterwideNetworkPolicy same
          NetworkPolicy same                                  |
          AdminNetworkPolicy none                             |
          """)
  void policies_with_ordered_rules_and_these_titles_alone_are_left_out(String titles, String gone) {
    List<String> expected =
        names(ALL)
            .filter(name -> gone == null || !List.of(gone.split(", ")).contains(name))
            .toList();
    assertThat(names(ALL.without(Set.of(titles.split(", "))))).containsExactlyElementsOf(expected);
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

  private static Stream<String> names(PodPolicies policies) {
    return policies.onGateway(Direction.Outbound).names().stream().map(PolicyRef::toString);
  }
}
