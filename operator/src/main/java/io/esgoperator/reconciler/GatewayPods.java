package io.esgoperator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.live.PagedList;
import io.esgoperator.policy.Names;
import io.esgoperator.policy.Selectors;
import io.esgoperator.reading.Unread;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The gateways' own pods, probes apart. No informer has them: it would keep every pod of every
 * watched namespace in memory and hear of each of its changes.
 */
final class GatewayPods {
  /** Longer than {@link RoundGate} lets anybody wait, so that a queue does not ask all the time. */
  private static final Duration FRESH = Duration.ofMinutes(2);

  /**
   * So many of a gateway, in the order of their names; finished pods and probes do not count. A
   * policy needs of a pod the numbers of its named ports and its nameservers, which are the same in
   * all pods of a workload; a selector that matches thousands costs one small request.
   */
  static final int MOST = 200;

  private final KubernetesClient client;
  private final Clock clock;

  /** By the instance's UID. */
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  GatewayPods(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** As the API server has them now, for a pass that starts a round or reads one. */
  List<Pod> now(EsgInstance instance, List<Service> services) {
    List<Pod> pods =
        PagedList.first(
                MOST,
                client
                    .pods()
                    .inNamespace(instance.getMetadata().getNamespace())
                    .withLabelSelector(withoutProbes(selector(instance)))
                    .withoutField("status.phase", "Succeeded")
                    .withoutField("status.phase", "Failed"))
            .stream()
            .filter(Unread::isNone)
            .filter(pod -> !pod.getMetadata().getLabels().containsKey(Names.PROBE))
            .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
            .map(GatewayPods::light)
            .toList();
    Instant now = clock.instant();
    seen.values().removeIf(old -> !now.isBefore(old.expires()));
    seen.put(
        instance.getMetadata().getUid(),
        new Seen(pods, asked(instance, services), now.plus(FRESH)));
    return pods;
  }

  /**
   * As they were two minutes ago at most, for a pass that decides nothing but the policy's ports.
   * Nobody tells of a pod's change, so that a pass may come minutes after it anyway; the next round
   * looks before it starts. Another selector, or a Service that changed, is looked at anew.
   */
  List<Pod> lately(EsgInstance instance, List<Service> services) {
    Seen last = seen.get(instance.getMetadata().getUid());
    return last != null
            && clock.instant().isBefore(last.expires())
            && last.asked().equals(asked(instance, services))
        ? last.pods()
        : now(instance, services);
  }

  private static LabelSelector selector(EsgInstance instance) {
    return Selectors.labelSelector(instance.getSpec().podSelector());
  }

  private static Asked asked(EsgInstance instance, List<Service> services) {
    return new Asked(
        selector(instance),
        services.stream()
            .map(service -> service.getMetadata())
            .map(service -> service.getName() + " " + service.getResourceVersion())
            .sorted()
            .toList());
  }

  /** Probes carry the gateway's labels, and must not use up the number of pods looked at. */
  private static LabelSelector withoutProbes(LabelSelector selector) {
    return new LabelSelectorBuilder(selector)
        .addNewMatchExpression()
        .withKey(Names.PROBE)
        .withOperator("DoesNotExist")
        .endMatchExpression()
        .build();
  }

  /** Without the parts that no policy and no probe is made of, which are most of a pod. */
  private static Pod light(Pod pod) {
    PodBuilder light = new PodBuilder(pod);
    light
        .editOrNewSpec()
        .withVolumes()
        .withInitContainers()
        .withContainers(
            pod.getSpec().getContainers().stream()
                .map(
                    container ->
                        new ContainerBuilder()
                            .withName(container.getName())
                            .withPorts(container.getPorts())
                            .build())
                .toList())
        .endSpec();
    light.editOrNewStatus().withContainerStatuses().withInitContainerStatuses().endStatus();
    return light.build();
  }

  private record Asked(LabelSelector selector, List<String> services) {}

  private record Seen(List<Pod> pods, Asked asked, Instant expires) {}
}
