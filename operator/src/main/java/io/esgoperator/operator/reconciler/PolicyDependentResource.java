package io.esgoperator.operator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.ClusterResolver;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.gateway.Names;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.observe.OperatorMetrics;
import io.esgoperator.operator.cluster.ClusterView;
import io.esgoperator.operator.cluster.InformedObjects;
import io.esgoperator.operator.cluster.Ownership;
import io.esgoperator.operator.rounds.Pass;
import io.esgoperator.policy.PolicyText;
import io.esgoperator.policy.PolicyWriters;
import io.esgoperator.status.PolicyState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.InformerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependentResourceConfigBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The instance's one policy of a kind, written by server-side apply. It is made of the hosts and
 * gateway pods that the reconciler's pass has seen.
 */
abstract class PolicyDependentResource<R extends HasMetadata>
    extends CRUDKubernetesDependentResource<R, EsgInstance> implements SecondaryToPrimaryMapper<R> {
  /** No object ever has this version: an apply with it creates the object, or is a conflict. */
  private static final String NEVER_CURRENT = "1";

  private final ClusterView cluster;
  private final OperatorMetrics metrics;
  private final RewriteLimit limit;

  PolicyDependentResource(
      Class<R> type, String name, ClusterView cluster, OperatorMetrics metrics, Clock clock) {
    super(type, name);
    this.cluster = cluster;
    this.metrics = metrics;
    this.limit = new RewriteLimit(clock);
    configureWith(
        new KubernetesDependentResourceConfigBuilder<R>()
            .withKubernetesDependentInformerConfig(
                InformerConfiguration.builder(type)
                    .withLabelSelector(Names.MANAGED_BY + "=" + Names.OPERATOR)
                    .withInformerListLimit(InformedObjects.PAGE)
                    .build())
            .build());
  }

  abstract R policy(
      EsgInstance instance, HostAddresses hosts, List<ClusterResolver> resolvers, Gateway gateway);

  abstract PolicyText text(R policy);

  /**
   * Writes the policy if the existing one differs from the declaration, and returns the state after
   * that. Only a policy that is proved to be this instance's is written: if the cache has none, or
   * has no proof, the policy is read from the API server first.
   */
  PolicyState apply(Pass pass) {
    R declared = declared(pass);
    try {
      return apply(declared, cached(pass).or(() -> live(declared, pass)), pass);
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw refused;
      }
      // The cache was outdated, or another writer was faster.
      return apply(declared, live(declared, pass), pass);
    }
  }

  private PolicyState apply(R declared, Optional<R> standing, Pass pass) {
    EsgInstance instance = pass.instance();
    String kind = declared.getKind();
    String name = declared.getMetadata().getName();
    Ownership ownership =
        standing.map(policy -> Ownership.of(instance, policy)).orElse(Ownership.Own);
    if (ownership == Ownership.Foreign) {
      return PolicyState.taken(
          kind, name, PolicyWriters.of(standing.orElseThrow()), instance.lastStatus().policies());
    }
    if (ownership == Ownership.Predecessor) {
      return PolicyState.ofPredecessor(kind, name, instance.lastStatus().policies());
    }
    R stands = written(declared, standing, instance, pass.context());
    return PolicyState.of(
        kind,
        name,
        text(declared).differences(text(stands)),
        PolicyWriters.besides(fieldManager(pass.context()), stands));
  }

  /** The policy as it stands after it was created, changed, or found as declared. */
  private R written(
      R declared, Optional<R> standing, EsgInstance instance, Context<EsgInstance> context) {
    if (standing.isEmpty()) {
      return handleCreate(declared, instance, context);
    }
    return match(standing.get(), declared, instance, context).matched()
        ? standing.get()
        : handleUpdate(standing.get(), declared, instance, context);
  }

  private R declared(Pass pass) {
    return policy(
        pass.instance(),
        pass.hosts(),
        cluster.resolvers(pass.instance(), pass.gateway()),
        pass.gateway());
  }

  private Optional<R> cached(Pass pass) {
    return getSecondaryResource(pass.instance(), pass.context())
        .filter(policy -> Ownership.isOwn(pass.instance(), policy));
  }

  private Optional<R> live(R declared, Pass pass) {
    return Optional.ofNullable(pass.context().getClient().resource(declared).get());
  }

  @Override
  protected ResourceID targetSecondaryResourceID(
      EsgInstance instance, Context<EsgInstance> context) {
    return new ResourceID(
        Names.policy(instance.getMetadata().getName()), instance.getMetadata().getNamespace());
  }

  @Override
  public Result<R> match(R stands, R desired, EsgInstance instance, Context<EsgInstance> context) {
    boolean same =
        super.match(stands, desired, instance, context).matched() && isWhole(stands, desired);
    return Result.computed(
        same || !limit.mayWrite(instance.getMetadata().getUid(), text(desired)), desired);
  }

  /** Whether nothing stands in the policy beside what is declared; labels may. */
  boolean isWhole(R stands, R desired) {
    return text(desired).differences(text(stands)).isEmpty();
  }

  /** The policy without what server-side apply leaves of other writers' fields. */
  R alone(R applied, R desired, Context<EsgInstance> context) {
    return applied;
  }

  /** Fails with a conflict if a policy of the name exists. */
  @Override
  public R create(R desired, EsgInstance instance, Context<EsgInstance> context) {
    R created = write(desired, null, NEVER_CURRENT, instance, context);
    wrote("create", desired, created, instance);
    return created;
  }

  /** Fails with a conflict if the policy is not the given version any more. */
  @Override
  public R update(R actual, R desired, EsgInstance instance, Context<EsgInstance> context) {
    R updated =
        write(desired, actual, actual.getMetadata().getResourceVersion(), instance, context);
    wrote("update", desired, updated, instance);
    return updated;
  }

  private R write(
      R desired, R actual, String version, EsgInstance instance, Context<EsgInstance> context) {
    addMetadata(false, actual, desired, instance, context);
    R sent = context.getClient().getKubernetesSerialization().clone(desired);
    sent.getMetadata().setResourceVersion(version);
    if (actual != null) {
      sent.getMetadata().setUid(actual.getMetadata().getUid());
    }
    R applied =
        context
            .getClient()
            .resource(sent)
            .fieldManager(fieldManager(context))
            .forceConflicts()
            .serverSideApply();
    return alone(applied, desired, context);
  }

  private void wrote(String operation, R desired, R stands, EsgInstance instance) {
    metrics.policyWritten(operation);
    PolicyText declared = text(desired);
    limit.wrote(
        instance.getMetadata().getUid(), declared, !declared.differences(text(stands)).isEmpty());
  }

  /**
   * Deletes the policy. Sends no request if none exists, and does not touch another's policy. The
   * status also names a policy that the cache does not show.
   */
  void takeAway(Pass pass) {
    if (cached(pass).isPresent() || isTold(pass.instance())) {
      live(declared(pass), pass)
          .ifPresent(policy -> handleDelete(pass.instance(), policy, pass.context()));
    }
  }

  @Override
  public void deleteTargetResource(
      EsgInstance instance, R policy, ResourceID id, Context<EsgInstance> context) {
    handleDelete(instance, policy, context);
  }

  /**
   * Every deletion of JOSDK and of this class ends here. Deletes exactly the policy that was read,
   * not one created since, and only if it is proved to be this instance's.
   *
   * @param policy null where none exists
   */
  @Override
  protected void handleDelete(EsgInstance instance, R policy, Context<EsgInstance> context) {
    if (policy == null || !Ownership.isOwn(instance, policy)) {
      return;
    }
    context
        .getClient()
        .resource(policy)
        .lockResourceVersion(policy.getMetadata().getResourceVersion())
        .delete();
    metrics.policyWritten("delete");
  }

  private static String fieldManager(Context<EsgInstance> context) {
    return context.getControllerConfiguration().fieldManager();
  }

  private boolean isTold(EsgInstance instance) {
    return instance
        .lastStatus()
        .policies()
        .contains(
            PolicyState.entry(
                HasMetadata.getKind(resourceType()),
                Names.policy(instance.getMetadata().getName())));
  }

  @Override
  public Set<ResourceID> toPrimaryResourceIDs(R policy) {
    return Ownership.instance(policy);
  }
}
