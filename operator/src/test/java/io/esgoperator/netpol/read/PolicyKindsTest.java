package io.esgoperator.netpol.read;

import static org.assertj.core.api.Assertions.assertThat;

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
  })
  void a_kind_is_a_policy_or_not(String apiVersion, String kind, boolean is) {
    assertThat(PolicyKinds.isOne(apiVersion, kind)).isEqualTo(is);
  }
}
