package io.esgoperator.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esgoperator.live.ServedKinds;
import io.esgoperator.status.Shortcoming;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterPoliciesTest extends PolicedCluster {
  @Test
  void policies_of_the_cluster_and_of_the_namespace_come_with_the_namespaces_labels() {
    assertThat(names(policies)).containsExactly("deny-mail", "mail", "deny-all");
    assertThat(policies.over("mail"))
        .extracting(HasMetadata::getKind)
        .containsExactly("AdminNetworkPolicy", "Namespace", "CiliumNetworkPolicy");
    assertThat(narrow.shortcomings()).isEmpty();
  }

  @Test
  void a_kind_that_is_not_served_is_not_asked_for() {
    ServedKinds.on(cluster, "apps/v1 Deployment*");
    cluster.refuses(ADMIN, 500).refuses(CILIUM, 500).refuses(NAMESPACES, 500);
    assertThat(names(policies)).isEmpty();
  }

  @Test
  void a_kind_that_the_cluster_begins_to_serve_is_noticed_after_a_minute() {
    ServedKinds.on(cluster, "cilium.io/v2 CiliumNetworkPolicy*");
    assertThat(names(policies)).containsExactly("deny-all");
    serve();
    clock.advance(Duration.ofSeconds(59));
    assertThat(names(policies)).containsExactly("deny-all");
    clock.advance(Duration.ofSeconds(31));
    assertThat(names(policies)).contains("deny-mail");
  }

  @Test
  void those_of_the_whole_cluster_stand_for_half_a_minute_and_those_of_the_namespace_do_not() {
    assertThat(names(policies)).contains("deny-mail", "deny-all");
    cluster.has(ADMIN, list(denial("other"))).has(CILIUM, list());
    clock.advance(Duration.ofSeconds(29));
    assertThat(names(policies)).containsExactly("deny-mail", "mail");
    clock.advance(Duration.ofSeconds(1));
    assertThat(names(policies)).containsExactly("other", "mail");
  }

  @Test
  void without_policies_of_the_cluster_no_namespaces_are_listed() {
    cluster.has(ADMIN, list()).refuses(NAMESPACES, 500);
    assertThat(names(policies)).containsExactly("deny-all");
  }

  /** A list that is refused, what is still seen in some namespaces only, and what is said. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /apis/policy.networking.k8s.io/v1alpha1/adminnetworkpolicies | deny-all        | ClusterPoliciesHidden | adminnetworkpolicies.policy.networking.k8s.io
          /api/v1/namespaces                                           | deny-mail, deny-all | NamespaceLabelsHidden | Namespaces
          /apis/cilium.io/v2/namespaces/mail/ciliumnetworkpolicies     | deny-mail, mail | PoliciesHidden        | ciliumnetworkpolicies.cilium.io in mail
          """)
  void what_may_not_be_listed_is_done_without_and_said(
      String list, String seen, String reason, String place) {
    cluster.refuses(list, 403);
    assertThat(names(policies)).containsExactly(seen.split(", "));
    assertThat(narrow.shortcomings()).extracting(Shortcoming::reason).containsExactly(reason);
    assertThat(narrow.shortcomings().get(0).message()).contains(place, "chart");
  }

  @ParameterizedTest
  @CsvSource({
    "/apis/policy.networking.k8s.io/v1alpha1/adminnetworkpolicies",
    "/api/v1/namespaces",
    "/apis/cilium.io/v2/namespaces/mail/ciliumnetworkpolicies"
  })
  void an_operator_of_the_whole_cluster_tries_again_what_was_refused(String list) {
    ClusterPolicies whole = new ClusterPolicies(discovery, new ClusterReader(client, true), clock);
    cluster.refuses(list, 403);
    assertThatThrownBy(() -> names(whole)).isInstanceOf(KubernetesClientException.class);
    serve();
    assertThat(names(whole)).containsExactly("deny-mail", "mail", "deny-all");
  }

  private static List<String> names(ClusterPolicies policies) {
    return policies.over("mail").map(HasMetadata::getMetadata).map(one -> one.getName()).toList();
  }
}
