package io.esgoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodPoliciesTest {
  private static final PodPolicies ALL =
      Policies.onGateway(
          Policies.egress("same", null),
          Policies.admin("AdminNetworkPolicy", "same", "egress", "{}"),
          Policies.admin("AdminNetworkPolicy", "other", "egress", "{}"),
          Policies.any("policy.networking.k8s.io/v1beta1", "ClusterNetworkPolicy", "same", "{}"),
          Policies.any("networking.k8s.aws/v1alpha1", "ClusterNetworkPolicy", "same", "{}"));

  /** The titles to leave out, and the policies that go. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AdminNetworkPolicy same                             | policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy same
          AdminNetworkPolicy same, AdminNetworkPolicy other   | policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy same, policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy other
          ClusterNetworkPolicy same                           | policy.networking.k8s.io/v1beta1 ClusterNetworkPolicy same
          NetworkPolicy same                                  |
          AdminNetworkPolicy none                             |
          """)
  void administrators_policies_with_these_titles_alone_are_left_out(String titles, String gone) {
    List<String> expected =
        names(ALL)
            .filter(name -> gone == null || !List.of(gone.split(", ")).contains(name))
            .toList();
    assertThat(names(ALL.without(Set.of(titles.split(", "))))).containsExactlyElementsOf(expected);
  }

  private static Stream<String> names(PodPolicies policies) {
    return policies.all().stream().map(PodPoliciesTest::name);
  }

  private static String name(HasMetadata policy) {
    return "%s %s %s"
        .formatted(policy.getApiVersion(), policy.getKind(), policy.getMetadata().getName());
  }
}
