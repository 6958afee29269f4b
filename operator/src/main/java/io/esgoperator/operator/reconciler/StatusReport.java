package io.esgoperator.operator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.StatusFolding;
import io.esgoperator.diagnose.ControlRound;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.Proved.CanaryRound;
import io.esgoperator.diagnose.Proved.NamesRound;
import io.esgoperator.diagnose.identity.EgressChange;
import io.esgoperator.gateway.SharedPods;
import io.esgoperator.observe.EventPublisher;
import io.esgoperator.operator.cluster.ClusterView;
import io.esgoperator.operator.cluster.InformedObjects;
import io.esgoperator.operator.rounds.Pass;
import io.esgoperator.operator.rounds.Step;
import io.esgoperator.operator.settings.ProbePodRules;
import io.esgoperator.probe.plan.LeftOutTargets;
import io.esgoperator.status.Observations;
import io.esgoperator.status.PolicyState;
import io.esgoperator.status.Shortcoming;
import io.esgoperator.status.StatusBuilder;
import io.esgoperator.status.Transitions;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes what a pass has seen to the status of its instance, and tells changes by Events. */
record StatusReport(
    Installation installation,
    ClusterView cluster,
    InformedObjects informed,
    ProbePodRules podRules,
    EventPublisher events,
    Clock clock) {
  /**
   * With retries, the framework waits for 10 s after code 409 or 422, on a thread that all
   * instances share, and then writes what was built from the older version on top of the newer one.
   */
  private static final int NO_RETRY = 0;

  /**
   * Writes the status if it changes. While the installed CRD holds the operator up, only its
   * conditions change.
   *
   * @return false if it is to be written and could not be: the next pass tries again
   */
  boolean write(Pass pass, PolicyState policy, Step step) {
    EsgInstanceStatus before = pass.instance().lastStatus();
    EsgInstanceStatus built = StatusBuilder.build(observations(pass, before, policy, step));
    EsgInstanceStatus status =
        installation.isHeldUp() ? before.withConditions(built.conditions()) : built;
    if (StatusFolding.of(status).equals(StatusFolding.of(before))) {
      return true;
    }
    boolean sent =
        !installation.crd().isLackingNow() && send(pass.instance(), status, pass.context());
    if (sent) {
      events.publish(pass.instance(), Transitions.between(before, status));
      new EgressChange(before.egress(), status.egress())
          .sentence()
          .ifPresent(note -> events.warn(pass.instance(), "EgressChanged", note));
    }
    return sent;
  }

  private Observations observations(
      Pass pass, EsgInstanceStatus before, PolicyState policy, Step step) {
    return new Observations(
        pass.instance(),
        before,
        pass.round().specHash(),
        SharedPods.sentence(pass.gateway(), informed.neighbours(pass.instance()))
            .map(policy::remarking)
            .orElse(policy),
        pass.hosts(),
        step.proved(FinishedRound.class),
        step.proved(ControlRound.class),
        step.proved(CanaryRound.class).map(CanaryRound::canaries),
        step.proved(NamesRound.class),
        clock.instant().truncatedTo(ChronoUnit.SECONDS),
        pass.gateway(),
        Stream.concat(
                installation.shortcomings().stream(),
                cluster.hiddenServices(pass.instance(), pass.hosts()).stream())
            .toList(),
        installation.heldUp(),
        leftOut(pass));
  }

  /** The requests of the instance about its probes that the administrator does not allow. */
  private List<Shortcoming> leftOut(Pass pass) {
    EsgInstance instance = pass.instance();
    return Stream.concat(
            podRules
                .leftOut(instance.getSpec().probe().pod())
                .map(sentence -> new Shortcoming("FieldsNotAllowed", sentence))
                .stream(),
            Stream.of(
                    LeftOutTargets.of(instance.getSpec(), pass.hosts(), cluster.targets(instance)),
                    ClusterView.inbound(instance, pass.gateway()).leftOut())
                .flatMap(Optional::stream)
                .map(sentence -> new Shortcoming("TargetsNotAllowed", sentence)))
        .toList();
  }

  /**
   * Sends name, namespace and the whole status. The answer is kept for the next pass, which would
   * otherwise read the same Jobs a second time (policy-semantics.md section 5.3). The write
   * requires the version that was read: a late write of a former leader must not undo newer ones.
   *
   * @return false if another client has written the instance in the meantime
   */
  private static boolean send(
      EsgInstance instance, EsgInstanceStatus status, Context<EsgInstance> context) {
    EsgInstance patch = new EsgInstance();
    patch.getMetadata().setName(instance.getMetadata().getName());
    patch.getMetadata().setNamespace(instance.getMetadata().getNamespace());
    patch.getMetadata().setResourceVersion(instance.getMetadata().getResourceVersion());
    patch.setStatus(status);
    try {
      PrimaryUpdateAndCacheUtils.updateAndCacheResource(
          instance, context, read -> patch, written -> apply(written, context), NO_RETRY, 0, 0);
      return true;
    } catch (OperatorException refused) {
      if (refused.getCause() instanceof KubernetesClientException answer
          && answer.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return false;
      }
      throw refused;
    }
  }

  /**
   * What {@link ConditionPatch} has written belongs to another manager of fields: server-side apply
   * overwrites it, and does not remove it.
   */
  private static EsgInstance apply(EsgInstance patch, Context<EsgInstance> context) {
    EsgInstance applied = applied(patch, context);
    boolean asSent =
        applied.getStatus() == null
            || applied.getStatus().conditions().equals(patch.getStatus().conditions());
    return asSent
        ? applied
        : new ConditionPatch(context.getClient())
            .write(applied, StatusFolding.of(patch.getStatus()).conditions());
  }

  private static EsgInstance applied(EsgInstance patch, Context<EsgInstance> context) {
    return context
        .getClient()
        .resource(patch)
        .subresource("status")
        .patch(
            new PatchContext.Builder()
                .withForce(true)
                .withFieldManager(context.getControllerConfiguration().fieldManager())
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .build());
  }
}
