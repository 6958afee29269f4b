package io.esgoperator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esgoperator.FakeApiServer;
import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServedPoliciesTest {
  private final FakeApiServer cluster = new FakeApiServer();
  private final KubernetesClient client = cluster.client();

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  /** What an API server serves, and what of it is read as policies. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy, policy.networking.k8s.io/v1alpha1 BaselineAdminNetworkPolicy | adminnetworkpolicies v1alpha1, baselineadminnetworkpolicies v1alpha1
          policy.networking.k8s.io/v1beta1 ClusterNetworkPolicy, policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy      | clusternetworkpolicies v1beta1
          networking.k8s.aws/v1alpha1 ClusterNetworkPolicy, networking.k8s.aws/v1alpha1 PolicyEndpoint*                      | clusternetworkpolicies v1alpha1
          cilium.io/v2 CiliumNetworkPolicy*, cilium.io/v2 CiliumClusterwideNetworkPolicy, cilium.io/v2 CiliumNode            | ciliumnetworkpolicies v2, ciliumclusterwidenetworkpolicies v2
          projectcalico.org/v3 NetworkPolicy*, crd.projectcalico.org/v1 NetworkPolicy*, projectcalico.org/v3 GlobalNetworkPolicy | networkpolicies v1, globalnetworkpolicies v3
          nsx.vmware.com/v1alpha1 SecurityPolicy*, crd.nsx.vmware.com/v1alpha1 SecurityPolicy*                               | securitypolicies v1alpha1, securitypolicies v1alpha1
          security.istio.io/v1 PeerAuthentication*, security.istio.io/v1beta1 PeerAuthentication*, security.istio.io/v1 RequestAuthentication* | peerauthentication v1
          cilium.io/v2 CiliumSomethingNetworkPolicy, example.org/v1 FirewallPolicy*                                          |
          networking.k8s.io/v1 NetworkPolicy*, apps/v1 Deployment*                                                           |
          """)
  void each_kind_of_policy_is_found_once(String served, String found) {
    ServedKinds.on(cluster, served.split(", "));
    assertThat(ServedPolicies.kinds(Discovery.of(client)))
        .extracting(kind -> kind.getPlural() + " " + kind.getVersion())
        .containsExactlyElementsOf(found == null ? List.of() : List.of(found.split(", ")));
  }

  @Test
  void groups_without_policies_are_not_asked_for_more() {
    ServedKinds.on(cluster, "apps/v1 Deployment*");
    cluster.refuses("/apis/apps/v1", 500);
    assertThat(ServedPolicies.kinds(Discovery.of(client))).isEmpty();
  }

  @Test
  void a_part_of_a_policy_is_none_itself() {
    ServedKinds.on(cluster, "cilium.io/v2 CiliumNetworkPolicy*");
    Discovery served = Discovery.of(client);
    Discovery withParts =
        new Discovery() {
          @Override
          public List<APIGroup> groups() {
            return served.groups();
          }

          @Override
          public List<APIResource> resources(String apiVersion) {
            APIResource whole = served.resources(apiVersion).get(0);
            return List.of(
                new APIResourceBuilder(whole).withName(whole.getName() + "/status").build(), whole);
          }
        };
    assertThat(ServedPolicies.kinds(withParts))
        .extracting(ResourceDefinitionContext::getPlural)
        .containsExactly("ciliumnetworkpolicies");
  }

  @Test
  void an_api_server_that_does_not_answer_is_not_one_without_policies() {
    cluster.refuses("/apis", 503);
    assertThatThrownBy(() -> ServedPolicies.kinds(Discovery.of(client)))
        .isInstanceOf(KubernetesClientException.class);
  }
}
