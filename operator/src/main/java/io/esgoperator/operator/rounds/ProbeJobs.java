package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.LastProbe;
import io.esgoperator.gateway.Names;
import io.esgoperator.gateway.Selectors;
import io.esgoperator.model.Durations;
import io.esgoperator.operator.cluster.GatewayTurn;
import io.esgoperator.operator.settings.PodTypes;
import io.esgoperator.operator.settings.ProbePodRules;
import io.esgoperator.policy.NetworkPolicies;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.RoundTime;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodReadinessGate;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Builds the Jobs of a round. */
public record ProbeJobs(ProbePodRules rules, GatewayLikeness likeness) {
  static final String CONTAINER = "probe";
  static final String PLAN = "ESG_PROBE_PLAN";
  static final String OUTBOUND = "out";
  static final String INBOUND = "in";
  static final String CONTROL = "ctl";
  static final String LISTENER = "lsn";
  static final String VISITOR = "vis";
  static final String NAMES = "nam";

  /**
   * The parts whose pods have the gateway's labels, so that the same policies select them. They are
   * never ready, so that no Service sends them mail.
   */
  private static final Set<String> LIKE_THE_GATEWAY = Set.of(OUTBOUND, LISTENER, NAMES);

  /** Time to pull the image and start the pod. */
  private static final Duration START = Duration.ofSeconds(60);

  private static final Duration ENDING = Duration.ofSeconds(5);

  private static final int KEPT_SECONDS = 3_600;

  /** The pod asks outbound with the gateway's labels. */
  Job outbound(EsgInstance instance, Round round, String plan, List<Pod> gatewayPods) {
    return job(instance, round.job(instance, OUTBOUND), OUTBOUND, plan, gatewayPods);
  }

  /** The labels of a probe's pod, with those that refuse what webhooks would inject. */
  Map<String, String> labels(EsgInstance instance, String part, List<Pod> gatewayPods) {
    Map<String, String> labels =
        LIKE_THE_GATEWAY.contains(part)
            ? new TreeMap<>(likeness.labels(instance.getSpec().podSelector(), gatewayPods))
            : new TreeMap<>();
    labels.put(Names.PROBE, part);
    labels.put(Names.INSTANCE_UID, instance.getMetadata().getUid());
    Set<String> own = Selectors.keys(instance.getSpec().podSelector());
    AgentInjection.refusingLabels()
        .forEach(
            (key, value) -> {
              if (!own.contains(key)) {
                labels.put(key, value);
              }
            });
    return labels;
  }

  /** The pod does not have the gateway's labels, so the gateway's policy does not select it. */
  Job inbound(EsgInstance instance, Round round, String plan, List<Pod> gatewayPods) {
    return job(instance, round.job(instance, INBOUND), INBOUND, plan, gatewayPods);
  }

  /** The pod has the gateway's labels, and listens at a port that the policy closes. */
  Job listener(
      EsgInstance instance, String name, ProbePlan plan, String text, List<Pod> gatewayPods) {
    Job job = job(instance, name, LISTENER, text, gatewayPods);
    job.getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .forEach(
            container ->
                container.setReadinessProbe(
                    new ProbeBuilder()
                        .withNewHttpGet()
                        .withPath("/healthz")
                        .withNewPort(plan.listen())
                        .endHttpGet()
                        .withPeriodSeconds(1)
                        .build()));
    return job;
  }

  /** The pod does not have the gateway's labels, and asks the listener. */
  Job visitor(EsgInstance instance, String name, String plan, List<Pod> gatewayPods) {
    return job(instance, name, VISITOR, plan, gatewayPods);
  }

  /** The pod asks outbound without the gateway's labels, for comparison. */
  Job control(EsgInstance instance, String name, String plan, List<Pod> gatewayPods) {
    return job(instance, name, CONTROL, plan, gatewayPods);
  }

  /** The pod asks the public DNS with the gateway's labels. */
  Job names(EsgInstance instance, String name, String plan, List<Pod> gatewayPods) {
    return job(instance, name, NAMES, plan, gatewayPods);
  }

  /** The name of another Job that belongs to a finished round. */
  static String siblingName(LastProbe last, String part) {
    return last.job().replaceFirst(OUTBOUND + "$", part);
  }

  private Job job(
      EsgInstance instance, String name, String direction, String plan, List<Pod> gatewayPods) {
    ProbePodRules.Allowed pod = rules.of(instance.getSpec().probe().pod());
    Map<String, String> labels = labels(instance, direction, gatewayPods);
    Map<String, String> annotations = AgentInjection.refusals();
    annotations.put(Names.INSTANCE_NAME, instance.getMetadata().getName());
    Map<String, String> jobLabels = new TreeMap<>(NetworkPolicies.labels(instance));
    jobLabels.put(Names.PROBE, direction);
    Job job =
        new JobBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(instance.getMetadata().getNamespace())
            .withLabels(jobLabels)
            .withAnnotations(
                Map.of(
                    Names.INSTANCE_NAME,
                    instance.getMetadata().getName(),
                    Names.POD_LABELS,
                    ProbePodChanges.stamp(labels)))
            .endMetadata()
            .withNewSpec()
            .withBackoffLimit(0)
            .withActiveDeadlineSeconds(deadline(instance).toSeconds())
            .withTtlSecondsAfterFinished(KEPT_SECONDS)
            .withNewTemplate()
            .withNewMetadata()
            .withLabels(labels)
            .withAnnotations(annotations)
            .endMetadata()
            .withNewSpec()
            .withRestartPolicy("Never")
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false)
            .withServiceAccountName(pod.account())
            .withPriorityClassName(pod.priority())
            .withNodeSelector(pod.nodeSelector())
            .withTolerations(pod.tolerations().stream().map(PodTypes::of).toList())
            .withImagePullSecrets(
                GatewayLikeness.pullSecrets(
                    pod.pullSecrets(), rules.settings().pullSecrets(), gatewayPods))
            .withTerminationGracePeriodSeconds(0L)
            .withNewSecurityContext()
            .withRunAsNonRoot(true)
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile()
            .endSecurityContext()
            .addNewContainer()
            .withName(CONTAINER)
            .withImage(pod.image())
            .withImagePullPolicy("IfNotPresent")
            .withArgs("probe")
            .addNewEnv()
            .withName(PLAN)
            .withValue(plan)
            .endEnv()
            .withResources(pod.resources())
            .withNewSecurityContext()
            .withAllowPrivilegeEscalation(false)
            .withReadOnlyRootFilesystem(true)
            .withNewCapabilities()
            .withDrop("ALL")
            .endCapabilities()
            .endSecurityContext()
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec()
            .build();
    job.addOwnerReference(instance);
    GatewayLikeness.place(gatewayPods, job.getSpec().getTemplate().getSpec());
    onNode(instance, direction, gatewayPods, job.getSpec().getTemplate().getSpec());
    NodePlace.requireLinux(job.getSpec().getTemplate().getSpec());
    if (LIKE_THE_GATEWAY.contains(direction)) {
      PodSpec spec = job.getSpec().getTemplate().getSpec();
      spec.setReadinessGates(List.of(new PodReadinessGate("esg-operator.io/never-ready")));
      likeness.account(gatewayPods, spec);
    }
    return job;
  }

  /**
   * A round asks from one of the gateway's nodes, in turn; its control asks from the same node, so
   * that a node's fault is not taken for a policy's.
   */
  private static void onNode(
      EsgInstance instance, String direction, List<Pod> gatewayPods, PodSpec pod) {
    if (direction.equals(CONTROL)) {
      Optional.ofNullable(instance.getStatus())
          .map(EsgInstanceStatus::lastProbe)
          .map(LastProbe::node)
          .ifPresent(node -> NodePlace.require(node, pod));
    } else if (Set.of(OUTBOUND, INBOUND).contains(direction)) {
      NodePlace.prefer(new GatewayTurn(instance, gatewayPods).nodes(), pod);
    }
  }

  static Duration deadline(EsgInstance instance) {
    return START.plus(
        RoundTime.atMost(Durations.parse(instance.getSpec().probe().timeout())).plus(ENDING));
  }
}
