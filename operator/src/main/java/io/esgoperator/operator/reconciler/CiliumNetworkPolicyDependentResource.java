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
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

  /** Beside our fields, its kind has others that are rules: ingressDeny, specs, a map of labels. */
  @Override
  GenericKubernetesResource alone(
      GenericKubernetesResource applied,
      GenericKubernetesResource desired,
      Context<EsgInstance> context) {
    if (isWhole(applied, desired)) {
      return applied;
    }
    KubernetesClient client = context.getClient();
    Stream<Map<String, Object>> patch =
        Stream.of(
            Map.of(
                "op", "test",
                "path", "/metadata/resourceVersion",
                "value", applied.getMetadata().getResourceVersion()),
            Map.of(
                "op", "replace",
                "path", "/spec",
                "value", desired.getAdditionalProperties().get("spec")));
    Stream<Map<String, Object>> more =
        applied.getAdditionalProperties().containsKey("specs")
            ? Stream.of(Map.of("op", "remove", "path", "/specs"))
            : Stream.empty();
    return client
        .resource(applied)
        .patch(
            PatchContext.of(PatchType.JSON),
            client.getKubernetesSerialization().asJson(Stream.concat(patch, more).toList()));
  }

  @Override
  PolicyText text(GenericKubernetesResource policy) {
    return PolicyText.of(policy);
  }
}
