package io.esgoperator.operator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.ClusterResolver;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.observe.OperatorMetrics;
import io.esgoperator.operator.cluster.ClusterView;
import io.esgoperator.policy.NetworkPolicies;
import io.esgoperator.policy.PolicyText;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.time.Clock;
import java.util.List;

/** The instance's one NetworkPolicy, if its engine needs one. */
final class NetworkPolicyDependentResource extends PolicyDependentResource<NetworkPolicy> {
  NetworkPolicyDependentResource(ClusterView cluster, OperatorMetrics metrics, Clock clock) {
    super(NetworkPolicy.class, "networkpolicy", cluster, metrics, clock);
  }

  @Override
  NetworkPolicy policy(
      EsgInstance instance, HostAddresses hosts, List<ClusterResolver> resolvers, Gateway gateway) {
    return NetworkPolicies.of(instance, hosts, resolvers, gateway);
  }

  @Override
  PolicyText text(NetworkPolicy policy) {
    return PolicyText.of(policy);
  }
}
