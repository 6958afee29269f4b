package io.esgoperator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.observe.OperatorMetrics;
import io.esgoperator.policy.Gateway;
import io.esgoperator.policy.Names;
import io.esgoperator.policy.NetworkPolicies;
import io.esgoperator.resolve.ResolvedHosts;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.javaoperatorsdk.operator.api.config.informer.InformerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.managed.ManagedWorkflowAndDependentResourceContext;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependentResourceConfigBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import java.util.Set;

/**
 * The instance's one NetworkPolicy, by server-side apply, from what the pass of the reconciler saw
 * of hosts and gateway.
 */
final class NetworkPolicyDependentResource
    extends CRUDKubernetesDependentResource<NetworkPolicy, EsgInstance>
    implements SecondaryToPrimaryMapper<NetworkPolicy> {
  private final ClusterView cluster;
  private final OperatorMetrics metrics;

  NetworkPolicyDependentResource(ClusterView cluster, OperatorMetrics metrics) {
    super(NetworkPolicy.class);
    this.cluster = cluster;
    this.metrics = metrics;
    configureWith(
        new KubernetesDependentResourceConfigBuilder<NetworkPolicy>()
            // A policy whose label was taken off by hand is out of sight and still there.
            .withCreateResourceOnlyIfNotExistingWithSSA(false)
            .withKubernetesDependentInformerConfig(
                InformerConfiguration.builder(NetworkPolicy.class)
                    .withLabelSelector(Names.MANAGED_BY + "=" + Names.OPERATOR)
                    .build())
            .build());
  }

  @Override
  protected NetworkPolicy desired(EsgInstance instance, Context<EsgInstance> context) {
    ManagedWorkflowAndDependentResourceContext seen =
        context.managedWorkflowAndDependentResourceContext();
    Gateway gateway = seen.getMandatory(Gateway.class, Gateway.class);
    return NetworkPolicies.of(
        instance,
        seen.getMandatory(ResolvedHosts.class, ResolvedHosts.class),
        cluster.resolvers(gateway),
        gateway);
  }

  @Override
  public NetworkPolicy create(
      NetworkPolicy desired, EsgInstance instance, Context<EsgInstance> context) {
    NetworkPolicy created = super.create(desired, instance, context);
    metrics.policyWritten("create");
    return created;
  }

  @Override
  public NetworkPolicy update(
      NetworkPolicy actual,
      NetworkPolicy desired,
      EsgInstance instance,
      Context<EsgInstance> context) {
    NetworkPolicy updated = super.update(actual, desired, instance, context);
    metrics.policyWritten("update");
    return updated;
  }

  @Override
  protected void handleDelete(
      EsgInstance instance, NetworkPolicy actual, Context<EsgInstance> context) {
    super.handleDelete(instance, actual, context);
    if (actual != null) {
      metrics.policyWritten("delete");
    }
  }

  @Override
  public Set<ResourceID> toPrimaryResourceIDs(NetworkPolicy policy) {
    return Owner.of(policy);
  }
}
