package io.esgoperator.netpol.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownKindsTest {
  /** Group, kind and namespace of a policy whose kind is not in the table. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          example.org/v1                         | FirewallPolicy                | mail | Both
          example.org/v1                         | FirewallPolicy                | -    | Both
          example.org/v1                         | FirewallPolicy                | web  | None
          example.org/v1                         | TenantNetworkPolicy           | mail | Both
          security.antrea.tanzu.vmware.com/v1    | NetworkPolicy                 | mail | Both
          network.example.org/v1                 | FirewallRule                  | mail | Both
          network.example.org/v1                 | EgressFirewall                | mail | Out
          network.example.org/v1                 | NodeIngressFirewall           | mail | In
          egressgateway.spidernet.io/v1beta1     | EgressPolicy                  | mail | Out
          egressgateway.spidernet.io/v1beta1     | EgressClusterPolicy           | -    | Out
          projectcalico.org/v3                   | EgressGatewayPolicy           | -    | Out
          policy.networking.k8s.io/v9            | TenantNetworkPolicy           | mail | Both
          example.org/v1                         | SecurityGroupPolicy           | mail | Both
          neuvector.com/v1                       | NvSecurityRule                | mail | Both
          kuma.io/v1alpha1                       | TrafficPermission             | -    | Both
          crd.projectcalico.org/v1               | StagedNetworkPolicy           | mail | None
          projectcalico.org/v3                   | StagedGlobalNetworkPolicy     | -    | None
          projectcalico.org/v3                   | StagedKubernetesNetworkPolicy | mail | None
          policy.networking.k8s.io/v1alpha1      | AdminNetworkPolicyReport      | -    | None
          policy/v1beta1                         | PodSecurityPolicy             | -    | None
          policy.example.org/v1                  | PodSecurityNetworkPolicy      | -    | None
          constraints.gatekeeper.sh/v1beta1      | K8sRequireDefaultDenyEgressPolicy | - | None
          kyverno.io/v1                          | ClusterPolicy                 | -    | None
          policies.kyverno.io/v1                 | GeneratingNetworkPolicy       | -    | None
          cert-manager.io/v1                     | Certificate                   | mail | None
          gateway.networking.k8s.io/v1           | BackendTLSPolicy              | mail | None
          gateway.envoyproxy.io/v1alpha1         | EgressTrafficPolicy           | mail | None
          controlplane.antrea.io/v1beta2         | NetworkPolicy                 | mail | None
          policy.linkerd.io/v1alpha1             | AuthorizationPolicy           | mail | None
          policy.linkerd.io/v1beta1              | ServerAuthorization           | mail | None
          network.openshift.io/v1                | NetNamespace                  | -    | None
          networking.k8s.io/v1                   | NetworkPolicy                 | mail | None
          apps/v1                                | Firewall                      | mail | None
          """)
  void a_kind_that_is_not_known_is_named_where_its_name_is_about_connections(
      String version, String kind, String namespace, ForeignKindsTest.Closing closing) {
    assertThat(
            ForeignKindsTest.closing(
                ForeignKindsTest.pod("{app: esg}"),
                ForeignKindsTest.policy(version, kind, namespace, "{}")))
        .isEqualTo(closing);
    assertThat(PolicyKinds.isRead(version, kind))
        .isEqualTo(closing != ForeignKindsTest.Closing.None || "web".equals(namespace));
    assertThat(PolicyKinds.isOne(version, kind)).isFalse();
  }
}
