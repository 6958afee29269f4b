package io.esgoperator.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of which no server has the kind: they would close nothing, and are no all-clear. */
class CheckedKindsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          projectcalico.org            | GlobalNetworkPolicy     | the apiVersion projectcalico.org has no version: write group and version, such as networking.k8s.io/v1.
          security.istio.io            | AuthorizationPolicy     | the apiVersion security.istio.io has no version: write group and version, such as networking.k8s.io/v1.
          cilium.io/v2/x               | CiliumNetworkPolicy     | the apiVersion cilium.io/v2/x has no version: write group and version, such as networking.k8s.io/v1.
          cilium.io/v2                 | CiliumNetworkPolicies   | CiliumNetworkPolicies is no kind of cilium.io: write CiliumNetworkPolicy.
          cilium.io/v2                 | CiliumNetworkpolicy     | CiliumNetworkpolicy is no kind of cilium.io: write CiliumNetworkPolicy.
          cilium.io/v2                 | CiliumClusterWideNetworkPolicy | CiliumClusterWideNetworkPolicy is no kind of cilium.io: write CiliumClusterwideNetworkPolicy.
          projectcalico.org/v3         | GlobalNetworkPolciy     | GlobalNetworkPolciy is no kind of projectcalico.org: write GlobalNetworkPolicy.
          k8s.ovn.org/v1               | EgressFirewalls         | EgressFirewalls is no kind of k8s.ovn.org: write EgressFirewall.
          policy/v1                    | AdminNetworkPolicy      | AdminNetworkPolicy is no kind of policy/v1: write an apiVersion of policy.networking.k8s.io.
          networking.k8s.io/v1beta1    | ClusterNetworkPolicy    | ClusterNetworkPolicy is no kind of networking.k8s.io/v1beta1: write an apiVersion of crd.antrea.io or networking.k8s.aws or policy.networking.k8s.io.
          """)
  void is_refused_with_what_to_write(String apiVersion, String kind, String sentence) {
    Run run = checked(apiVersion, kind);
    assertThat(run.err()).matches("stdin:\\d+: .*").endsWith(": " + sentence);
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cilium.io/v2 CiliumNode",
        "projectcalico.org/v3 StagedNetworkPolicy",
        "projectcalico.org/v3 GlobalNetworkSet",
        "networking.k8s.aws/v1alpha1 ClusterPolicyEndpoint",
        "kuma.io/v1alpha1 MeshGateway",
        "example.com/v1 Mesh",
        "example.com/v1beta1 Subnets"
      })
  void one_that_a_server_may_have_is_read_or_left_out(String kind) {
    assertThat(checked(kind.split(" ")[0], kind.split(" ")[1]).exitCode()).isZero();
  }

  private static Run checked(String apiVersion, String kind) {
    return CheckedGateway.beside(
        """
        apiVersion: %s
        kind: %s
        metadata: {name: other}
        spec: {}
        """
            .formatted(apiVersion, kind));
  }
}
