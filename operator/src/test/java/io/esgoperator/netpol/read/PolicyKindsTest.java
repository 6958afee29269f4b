package io.esgoperator.netpol.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyKindsTest {
  @ParameterizedTest
  @CsvSource({
    "policy.networking.k8s.io, true",
    "cilium.io, true",
    "crd.projectcalico.org, true",
    "projectcalico.org, true",
    "networking.k8s.aws, true",
    "security.istio.io, true",
    "k8s.ovn.org, true",
    "ovn.org, false",
    "networking.k8s.io, false",
    "apps, false",
    "'', false",
  })
  void a_group_has_policies_or_not(String group, boolean has) {
    assertThat(PolicyKinds.isGroup(group)).isEqualTo(has);
  }

  /** In any version; group and kind must both fit. */
  @ParameterizedTest
  @CsvSource({
    "policy.networking.k8s.io/v1alpha1, AdminNetworkPolicy, true",
    "policy.networking.k8s.io/v9, BaselineAdminNetworkPolicy, true",
    "policy.networking.k8s.io/v1beta1, ClusterNetworkPolicy, true",
    "policy.networking.k8s.io/v1alpha1, AdminNetworkPolicyReport, false",
    "example.org/v1alpha1, AdminNetworkPolicy, false",
    "cilium.io/v2, CiliumNetworkPolicy, true",
    "cilium.io/v2, CiliumClusterwideNetworkPolicy, true",
    "cilium.io/v2, CiliumNode, false",
    "example.org/v2, CiliumNetworkPolicy, false",
    "projectcalico.org/v3, GlobalNetworkPolicy, true",
    "crd.projectcalico.org/v1, NetworkPolicy, true",
    "networking.k8s.io/v1, NetworkPolicy, false",
    "networking.k8s.aws/v1alpha1, ClusterNetworkPolicy, true",
    "networking.k8s.aws/v1alpha1, PolicyEndpoint, false",
    "security.istio.io/v1, PeerAuthentication, true",
    "security.istio.io/v1, RequestAuthentication, false",
    "crd.antrea.io/v1beta1, NetworkPolicy, true",
    "crd.antrea.io/v1beta1, Egress, false",
    "k8s.ovn.org/v1, EgressIP, false",
    "example.org/v1, FirewallPolicy, false",
  })
  void a_kind_is_a_policy_or_not(String apiVersion, String kind, boolean is) {
    assertThat(PolicyKinds.isOne(apiVersion, kind)).isEqualTo(is);
  }

  /** A kind that is read, and whether an object without a namespace is of the whole cluster. */
  @ParameterizedTest
  @CsvSource({
    "policy.networking.k8s.io/v1alpha1, AdminNetworkPolicy, false",
    "cilium.io/v2, CiliumNetworkPolicy, true",
    "cilium.io/v2, CiliumEgressGatewayPolicy, false",
    "cilium.io/v2, CiliumLocalRedirectPolicy, true",
    "security.istio.io/v1, PeerAuthentication, true",
    "kubeovn.io/v1, Subnet, false",
    "example.org/v1, FirewallPolicy, false",
  })
  void an_object_of_a_kind_is_in_a_namespace_or_may_have_none(
      String apiVersion, String kind, boolean namespaced) {
    assertThat(PolicyKinds.isRead(apiVersion, kind)).isTrue();
    assertThat(PolicyKinds.isNamespaced(apiVersion, kind)).isEqualTo(namespaced);
  }

  /** What of a kind concerns pods of every namespace: nothing, all of it, or one namespace's. */
  @ParameterizedTest
  @CsvSource({
    "policy.networking.k8s.io/v1alpha1, AdminNetworkPolicy, true,",
    "cilium.io/v2, CiliumNetworkPolicy, false,",
    "cilium.io/v2, CiliumLocalRedirectPolicy, true,",
    "k8s.ovn.org/v1, EgressFirewall, false,",
    "k8s.ovn.org/v1, ClusterUserDefinedNetwork, true,",
    "security.istio.io/v1, PeerAuthentication, true, istio-system",
    "policy.linkerd.io/v1alpha1, EgressNetwork, true, linkerd-egress",
  })
  void a_kind_reaches_beyond_its_namespace_or_does_not(
      String apiVersion, String kind, boolean reaches, String root) {
    assertThat(PolicyKinds.reachesOut(apiVersion, kind)).isEqualTo(reaches);
    assertThat(PolicyKinds.rootNamespace(apiVersion, kind)).isEqualTo(Optional.ofNullable(root));
  }
}
