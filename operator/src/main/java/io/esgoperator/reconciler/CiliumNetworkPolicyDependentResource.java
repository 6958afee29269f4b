package io.esgoperator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.observe.OperatorMetrics;
import io.esgoperator.policy.CiliumNetworkPolicies;
import io.esgoperator.policy.Gateway;
import io.esgoperator.policy.Names;
import io.esgoperator.resolve.ResolvedHosts;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.javaoperatorsdk.operator.api.config.informer.InformerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.GarbageCollected;
import io.javaoperatorsdk.operator.api.reconciler.dependent.managed.ManagedWorkflowAndDependentResourceContext;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.dependent.Creator;
import io.javaoperatorsdk.operator.processing.dependent.Updater;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.GenericKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependentResourceConfigBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import java.util.Set;

/**
 * The instance's one CiliumNetworkPolicy, where that is the kind to write. It is watched only from
 * when the cluster serves it, so that a cluster without Cilium does not stop the operator.
 */
final class CiliumNetworkPolicyDependentResource
    extends GenericKubernetesDependentResource<EsgInstance>
    implements Creator<GenericKubernetesResource, EsgInstance>,
        Updater<GenericKubernetesResource, EsgInstance>,
        GarbageCollected<EsgInstance>,
        SecondaryToPrimaryMapper<GenericKubernetesResource> {
  private final ClusterView cluster;
  private final OperatorMetrics metrics;

  CiliumNetworkPolicyDependentResource(ClusterView cluster, OperatorMetrics metrics) {
    super(
        new GroupVersionKind(CiliumNetworkPolicies.API_VERSION, CiliumNetworkPolicies.KIND),
        "ciliumnetworkpolicy");
    this.cluster = cluster;
    this.metrics = metrics;
    configureWith(
        new KubernetesDependentResourceConfigBuilder<GenericKubernetesResource>()
            .withCreateResourceOnlyIfNotExistingWithSSA(false)
            .withKubernetesDependentInformerConfig(
                InformerConfiguration.builder(GenericKubernetesResource.class)
                    .withLabelSelector(Names.MANAGED_BY + "=" + Names.OPERATOR)
                    .build())
            .build());
  }

  /** Begins to watch, unless it does already. */
  void watch(Context<EsgInstance> context) {
    context
        .eventSourceRetriever()
        .dynamicallyRegisterEventSource(
            eventSource(context.eventSourceRetriever().eventSourceContextForDynamicRegistration())
                .orElseThrow());
  }

  @Override
  protected GenericKubernetesResource desired(EsgInstance instance, Context<EsgInstance> context) {
    ManagedWorkflowAndDependentResourceContext seen =
        context.managedWorkflowAndDependentResourceContext();
    Gateway gateway = seen.getMandatory(Gateway.class, Gateway.class);
    return CiliumNetworkPolicies.of(
        instance,
        seen.getMandatory(ResolvedHosts.class, ResolvedHosts.class),
        cluster.resolvers(gateway),
        gateway);
  }

  @Override
  public GenericKubernetesResource create(
      GenericKubernetesResource desired, EsgInstance instance, Context<EsgInstance> context) {
    GenericKubernetesResource created = super.create(desired, instance, context);
    metrics.policyWritten("create");
    return created;
  }

  @Override
  public GenericKubernetesResource update(
      GenericKubernetesResource actual,
      GenericKubernetesResource desired,
      EsgInstance instance,
      Context<EsgInstance> context) {
    GenericKubernetesResource updated = super.update(actual, desired, instance, context);
    metrics.policyWritten("update");
    return updated;
  }

  @Override
  protected void handleDelete(
      EsgInstance instance, GenericKubernetesResource actual, Context<EsgInstance> context) {
    super.handleDelete(instance, actual, context);
    if (actual != null) {
      metrics.policyWritten("delete");
    }
  }

  @Override
  public Set<ResourceID> toPrimaryResourceIDs(GenericKubernetesResource policy) {
    return Owner.of(policy);
  }
}
