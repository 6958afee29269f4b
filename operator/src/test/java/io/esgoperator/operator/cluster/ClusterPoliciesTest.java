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
import org.junit.jupiter.params.provider.ValueSource;

class ClusterPoliciesTest extends PolicedCluster {
  private static final String ISTIO = "/apis/security.istio.io/v1/namespaces/%s/peerauthentication";

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
  void those_of_the_whole_cluster_stand_for_four_seconds_and_those_of_the_namespace_do_not() {
    assertThat(names(policies)).contains("deny-mail", "deny-all");
    cluster.has(ADMIN, list(denial("other"))).has(CILIUM, list());
    clock.advance(Duration.ofSeconds(3));
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
  @ValueSource(
      strings = {
        "/apis/policy.networking.k8s.io/v1alpha1/adminnetworkpolicies",
        "/apis/cilium.io/v2/namespaces/mail/ciliumnetworkpolicies",
        "/api/v1/namespaces"
      })
  void an_operator_of_the_whole_cluster_tries_again_what_was_refused(String list) {
    ClusterPolicies whole = new ClusterPolicies(discovery, new ClusterReader(client, true), clock);
    cluster.refuses(list, 403);
    assertThatThrownBy(() -> names(whole)).isInstanceOf(KubernetesClientException.class);
    serve();
    assertThat(names(whole)).containsExactly("deny-mail", "mail", "deny-all");
  }

  /** The operator watches some namespaces, or all. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_kind_that_is_only_named_and_may_not_be_listed_hides_no_other(boolean all) {
    ServedKinds.on(cluster, "cilium.io/v2 CiliumNetworkPolicy*", "k8s.ovn.org/v1 EgressFirewall*");
    cluster.refuses("/apis/k8s.ovn.org/v1/namespaces/mail/egressfirewall", 403);
    ClusterReader reader = new ClusterReader(client, all);
    assertThat(names(new ClusterPolicies(discovery, reader, clock))).containsExactly("deny-all");
    assertThat(reader.shortcomings())
        .extracting(Shortcoming::message)
        .singleElement()
        .asString()
        .startsWith("egressfirewall.k8s.ovn.org in mail cannot be listed");
  }

  @Test
  void one_that_fails_is_not_one_that_is_not_there() {
    cluster.refuses(CILIUM, 500);
    assertThatThrownBy(() -> names(policies)).isInstanceOf(KubernetesClientException.class);
  }

  @Test
  void policies_of_a_meshs_root_namespace_come_with_those_of_the_gateways() {
    ServedKinds.on(cluster, "security.istio.io/v1 PeerAuthentication*");
    cluster
        .has(ISTIO.formatted("istio-system"), list(strict("mesh-wide", "istio-system")))
        .has(ISTIO.formatted("mail"), list(strict("of-mail", "mail")));
    assertThat(names(policies)).containsExactly("mesh-wide", "mail", "of-mail");
  }

  @Test
  void a_policy_that_concerns_every_namespace_comes_once() {
    ServedKinds.on(cluster, "cilium.io/v2 CiliumLocalRedirectPolicy*");
    String mine = redirect("mine", "mail");
    cluster
        .has("/apis/cilium.io/v2/ciliumlocalredirectpolicies", list(mine, redirect("far", "web")))
        .has("/apis/cilium.io/v2/namespaces/mail/ciliumlocalredirectpolicies", list(mine));
    assertThat(names(policies)).containsExactly("far", "mail", "mine");
  }

  private static String strict(String name, String namespace) {
    return "metadata: {name: %s, namespace: %s}\nspec: {mtls: {mode: STRICT}}"
        .formatted(name, namespace);
  }

  private static String redirect(String name, String namespace) {
    return "metadata: {name: %s, namespace: %s}\nspec: {redirectFrontend: {addressMatcher: {ip: 192.0.2.1}}}"
        .formatted(name, namespace);
  }

  private static List<String> names(ClusterPolicies policies) {
    return policies.over("mail").map(HasMetadata::getMetadata).map(one -> one.getName()).toList();
  }
}
