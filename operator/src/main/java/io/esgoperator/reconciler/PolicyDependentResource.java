package io.esgoperator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.observe.OperatorMetrics;
import io.esgoperator.policy.ClusterResolver;
import io.esgoperator.policy.Gateway;
import io.esgoperator.policy.HostAddresses;
import io.esgoperator.policy.Names;
import io.esgoperator.policy.PolicyText;
import io.esgoperator.policy.PolicyWriters;
import io.esgoperator.resolve.ResolvedHosts;
import io.esgoperator.status.PolicyState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.managed.ManagedWorkflowAndDependentResourceContext;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependentResourceConfigBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The instance's one policy of a kind, by server-side apply, from what the pass of the reconciler
 * saw of hosts, resolvers and gateway.
 */
abstract class PolicyDependentResource<R extends HasMetadata>
    extends CRUDKubernetesDependentResource<R, EsgInstance> implements SecondaryToPrimaryMapper<R> {
  private final ClusterView cluster;
  private final OperatorMetrics metrics;
  private final Rewrites rewrites;

  PolicyDependentResource(
      Class<R> type, String name, ClusterView cluster, OperatorMetrics metrics, Clock clock) {
    super(type, name);
    this.cluster = cluster;
    this.metrics = metrics;
    this.rewrites = new Rewrites(clock);
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

  abstract PolicyText text(R policy);

  /** Writes the policy where it does not stand as declared, and reads what stands then. */
  PolicyState apply(EsgInstance instance, Context<EsgInstance> context) {
    R declared = desired(instance, context);
    R stands = reconcile(instance, context).getSingleResource().orElseThrow();
    return PolicyState.of(
        declared.getKind(),
        declared.getMetadata().getName(),
        text(declared).differences(text(stands)),
        PolicyWriters.besides(context.getControllerConfiguration().fieldManager(), stands));
  }

  /** The same one for the whole pass. */
  @Override
  protected R desired(EsgInstance instance, Context<EsgInstance> context) {
    ManagedWorkflowAndDependentResourceContext seen =
        context.managedWorkflowAndDependentResourceContext();
    return seen.get(this, resourceType())
        .orElseGet(
            () -> {
              R declared = declared(instance, seen);
              seen.put(this, declared);
              return declared;
            });
  }

  private R declared(EsgInstance instance, ManagedWorkflowAndDependentResourceContext seen) {
    Gateway gateway = seen.getMandatory(Gateway.class, Gateway.class);
    return policy(
        instance,
        seen.getMandatory(ResolvedHosts.class, ResolvedHosts.class),
        cluster.resolvers(instance, gateway),
        gateway);
  }

  @Override
  public Result<R> match(R stands, R desired, EsgInstance instance, Context<EsgInstance> context) {
    Result<R> match = super.match(stands, desired, instance, context);
    return match.matched() || rewrites.mayWrite(instance.getMetadata().getUid(), text(desired))
        ? match
        : Result.computed(true, desired);
  }

  @Override
  public R create(R desired, EsgInstance instance, Context<EsgInstance> context) {
    R created = super.create(desired, instance, context);
    wrote("create", desired, created, instance);
    return created;
  }

  private void wrote(String operation, R desired, R stands, EsgInstance instance) {
    metrics.policyWritten(operation);
    PolicyText declared = text(desired);
    rewrites.wrote(
        instance.getMetadata().getUid(), declared, !declared.differences(text(stands)).isEmpty());
  }

  @Override
  public R update(R actual, R desired, EsgInstance instance, Context<EsgInstance> context) {
    R updated = super.update(actual, desired, instance, context);
    wrote("update", desired, updated, instance);
    return updated;
  }

  @Override
  protected void handleDelete(EsgInstance instance, R actual, Context<EsgInstance> context) {
    super.handleDelete(instance, actual, context);
    if (actual != null) {
      metrics.policyWritten("delete");
    }
  }

  /**
   * Asks the API server for nothing where no policy stands. The status knows of one that is out of
   * sight.
   */
  @Override
  public void delete(EsgInstance instance, Context<EsgInstance> context) {
    if (getSecondaryResource(instance, context).isPresent()) {
      super.delete(instance, context);
    } else if (isTold(instance)) {
      handleDelete(instance, desired(instance, context), context);
    }
  }

  private boolean isTold(EsgInstance instance) {
    String policy =
        PolicyState.entry(
            HasMetadata.getKind(resourceType()), Names.policy(instance.getMetadata().getName()));
    return Optional.ofNullable(instance.getStatus()).map(EsgInstanceStatus::policies).stream()
        .anyMatch(told -> told.contains(policy));
  }

  @Override
  public Set<ResourceID> toPrimaryResourceIDs(R policy) {
    return Owner.of(policy);
  }
}
