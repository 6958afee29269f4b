package io.esgoperator.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.live.ServedKinds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListMetaBuilder;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyLabelsTest extends PolicedCluster {
  private static final String NETWORK_POLICIES = "/apis/networking.k8s.io/v1/networkpolicies";
  private static final String ALL_CILIUM = "/apis/cilium.io/v2/ciliumnetworkpolicies";

  private final PolicyLabels labels = new PolicyLabels(client, discovery, clock);

  @BeforeEach
  void have() {
    cluster
        .has(NETWORK_POLICIES, list(policy("a", "app")))
        .has(
            ALL_CILIUM,
            list(
                cilium("b", "{}")
                    .replace(
                        "endpointSelector: {}",
                        "endpointSelector: {matchLabels: {'k8s:role': x}}")));
  }

  @Test
  void the_keys_of_every_policy_of_every_namespace() {
    assertThat(labels.looked().keys().orElseThrow()).contains("app", "role", "team");
    assertThat(labels.looked().account()).isTrue();
  }

  @Test
  void all_pages_are_read() {
    GenericKubernetesResourceList first = list(policy("a", "app"));
    first.setMetadata(new ListMetaBuilder().withContinue("more").build());
    cluster
        .has(NETWORK_POLICIES + "?limit=100", first)
        .has(NETWORK_POLICIES + "?continue=more&limit=100", list(policy("b", "tier")))
        .has(NETWORK_POLICIES + "?limit=100&continue=more", list(policy("b", "tier")));
    assertThat(labels.looked().keys().orElseThrow()).contains("app", "tier");
  }

  @ParameterizedTest
  @CsvSource({NETWORK_POLICIES + ", 403", ALL_CILIUM + ", 403", NETWORK_POLICIES + ", 500"})
  void where_some_cannot_be_seen_any_label_may_matter(String path, int code) {
    cluster.refuses(path, code);
    assertThat(labels.looked()).isEqualTo(new PolicyLabels.Looked(Optional.empty(), true));
  }

  @ParameterizedTest
  @CsvSource({
    "crd.antrea.io/v1beta1 NetworkPolicy*, true",
    "vpcresources.k8s.aws/v1beta1 SecurityGroupPolicy*, false",
    "k8s.ovn.org/v1 EgressFirewall*, false"
  })
  void where_a_kind_is_not_listed_any_label_may_matter(String kind, boolean account) {
    ServedKinds.on(cluster, kind);
    assertThat(labels.looked()).isEqualTo(new PolicyLabels.Looked(Optional.empty(), account));
  }

  @Test
  void what_istio_looks_at_counts_too() {
    ServedKinds.on(cluster, "networking.istio.io/v1 Sidecar*");
    cluster.has(
        "/apis/networking.istio.io/v1/sidecar",
        list(
            """
            metadata: {name: a, namespace: far}
            spec: {workloadSelector: {labels: {tier: x}}}
            """));
    assertThat(labels.looked().keys().orElseThrow()).containsExactly("app", "tier");
  }

  @Test
  void without_an_engine_that_selects_by_account_none_is_needed() {
    ServedKinds.on(cluster);
    assertThat(labels.looked().account()).isFalse();
    assertThat(labels.looked().keys().orElseThrow()).containsExactly("app");
  }

  @Test
  void what_was_seen_stands_for_five_seconds() {
    labels.looked();
    cluster.requests().clear();
    clock.advance(Duration.ofSeconds(4));
    labels.looked();
    assertThat(cluster.requests()).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    labels.looked();
    assertThat(cluster.requests()).contains("GET " + NETWORK_POLICIES);
  }

  private static String policy(String name, String key) {
    return """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: %s, namespace: far}
        spec: {podSelector: {}, egress: [{to: [{podSelector: {matchLabels: {%s: x}}}]}]}
        """
        .formatted(name, key);
  }
}
