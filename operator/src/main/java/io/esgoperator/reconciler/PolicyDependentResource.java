package io.esgoperator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.observe.OperatorMetrics;
import io.esgoperator.policy.ClusterResolver;
import io.esgoperator.policy.Gateway;
import io.esgoperator.policy.HostAddresses;
import io.esgoperator.policy.Names;
import io.esgoperator.resolve.ResolvedHosts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.managed.ManagedWorkflowAndDependentResourceContext;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependentResourceConfigBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import java.util.List;
import java.util.Set;

/**
 * The instance's one policy of a kind, by server-side apply, from what the pass of the reconciler
 * saw of hosts, resolvers and gateway.
 */
abstract class PolicyDependentResource<R extends HasMetadata>
    extends CRUDKubernetesDependentResource<R, EsgInstance> implements SecondaryToPrimaryMapper<R> {
  private final ClusterView cluster;
  private final OperatorMetrics metrics;

  PolicyDependentResource(
      Class<R> type, String name, ClusterView cluster, OperatorMetrics metrics) {
    super(type, name);
    this.cluster = cluster;
    this.metrics = metrics;
    configureWith(
        new KubernetesDependentResourceConfigBuilder<R>()
            // A policy whose label was taken off by hand is out of sight and still there.
            .withCreateResourceOnlyIfNotExistingWithSSA(false)
            .withKubernetesDependentInformerConfig(
                InformerConfiguration.builder(type)
                    .withLabelSelector(Names.MANAGED_BY + "=" + Names.OPERATOR)
                    .build())
            .build());
  }

  abstract R policy(
      EsgInstance instance, HostAddresses hosts, List<ClusterResolver> resolvers, Gateway gateway);

  @Override
  protected R desired(EsgInstance instance, Context<EsgInstance> context) {
    ManagedWorkflowAndDependentResourceContext seen =
        context.managedWorkflowAndDependentResourceContext();
    Gateway gateway = seen.getMandatory(Gateway.class, Gateway.class);
    return policy(
        instance,
        seen.getMandatory(ResolvedHosts.class, ResolvedHosts.class),
        cluster.resolvers(instance, gateway),
        gateway);
  }

  @Override
  public R create(R desired, EsgInstance instance, Context<EsgInstance> context) {
    R created = super.create(desired, instance, context);
    metrics.policyWritten("create");
    return created;
  }

  @Override
  public R update(R actual, R desired, EsgInstance instance, Context<EsgInstance> context) {
    R updated = super.update(actual, desired, instance, context);
    metrics.policyWritten("update");
    return updated;
  }

  @Override
  protected void handleDelete(EsgInstance instance, R actual, Context<EsgInstance> context) {
    super.handleDelete(instance, actual, context);
    if (actual != null) {
      metrics.policyWritten("delete");
    }
  }

  /** Asks the API server for nothing where no policy stands. */
  @Override
  public void delete(EsgInstance instance, Context<EsgInstance> context) {
    if (getSecondaryResource(instance, context).isPresent()) {
      super.delete(instance, context);
    }
  }

  @Override
  public Set<ResourceID> toPrimaryResourceIDs(R policy) {
    return Owner.of(policy);
  }
}
