package io.esgoperator.operator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.ClusterResolver;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.observe.OperatorMetrics;
import io.esgoperator.operator.cluster.ClusterView;
import io.esgoperator.policy.CiliumNetworkPolicies;
import io.esgoperator.policy.PolicyText;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import java.time.Clock;
import java.util.List;

/**
 * The instance's one CiliumNetworkPolicy, if its engine is Cilium. The watch begins only when the
 * cluster serves the kind: otherwise a cluster without Cilium would stop the operator.
 */
final class CiliumNetworkPolicyDependentResource
    extends PolicyDependentResource<GenericKubernetesResource> {
  CiliumNetworkPolicyDependentResource(ClusterView cluster, OperatorMetrics metrics, Clock clock) {
    super(GenericKubernetesResource.class, "ciliumnetworkpolicy", cluster, metrics, clock);
  }

  /** Starts the watch, unless it runs already. */
  void watch(Context<EsgInstance> context) {
    context
        .eventSourceRetriever()
        .dynamicallyRegisterEventSource(
            eventSource(context.eventSourceRetriever().eventSourceContextForDynamicRegistration())
                .orElseThrow());
  }

  @Override
  protected InformerEventSourceConfiguration.Builder<GenericKubernetesResource>
      informerConfigurationBuilder(EventSourceContext<EsgInstance> context) {
    return InformerEventSourceConfiguration.from(
        new GroupVersionKind(CiliumNetworkPolicies.API_VERSION, CiliumNetworkPolicies.KIND),
        context.getPrimaryResourceClass());
  }

  @Override
  GenericKubernetesResource policy(
      EsgInstance instance, HostAddresses hosts, List<ClusterResolver> resolvers, Gateway gateway) {
    return CiliumNetworkPolicies.of(instance, hosts, resolvers, gateway);
  }

  @Override
  PolicyText text(GenericKubernetesResource policy) {
    return PolicyText.of(policy);
  }
}
