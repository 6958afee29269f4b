package io.esgoperator.operator.cluster;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.Names;
import io.esgoperator.gateway.Selectors;
import io.esgoperator.live.PagedList;
import io.esgoperator.reading.RunningContainers;
import io.esgoperator.reading.Unread;
import io.fabric8.kubernetes.api.model.Container;
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
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The gateways' own pods, without probes, as the API server has them. */
public final class GatewayPods {
  /**
   * Longer than any wait for {@link io.esgoperator.operator.turns.RoundGate}, so that a waiting
   * instance does not list its pods again.
   */
  private static final Duration FRESH = Duration.ofMinutes(2);

  /**
   * The most pods of one gateway, in the order of their names; finished pods and probes do not
   * count. A policy needs the numbers of named ports and the nameservers of a pod, which are the
   * same in all pods of a workload. So a selector that matches thousands costs one small request.
   */
  static final int MOST = 200;

  private final KubernetesClient client;
  private final Function<EsgInstance, Optional<Instant>> changed;
  private final Clock clock;

  /** By the instance's UID. */
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  /** {@code changed} tells when a gateway's pods are known to have changed. */
  public GatewayPods(
      KubernetesClient client, Function<EsgInstance, Optional<Instant>> changed, Clock clock) {
    this.client = client;
    this.changed = changed;
    this.clock = clock;
  }

  /** The current pods, from the API server, for a pass that starts or reads a round. */
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
   * The pods as they were at most two minutes ago, for a pass that only decides the policy's ports:
   * not every change makes an event, and the next round lists the pods before it starts. If the
   * selector, a Service or a ready pod has changed, the pods are listed again.
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

  private Asked asked(EsgInstance instance, List<Service> services) {
    return new Asked(
        selector(instance),
        services.stream()
            .map(service -> service.getMetadata())
            .map(service -> service.getName() + " " + service.getResourceVersion())
            .sorted()
            .toList(),
        changed.apply(instance));
  }

  /** Probes carry the gateway's labels; they must not use up the limit. */
  private static LabelSelector withoutProbes(LabelSelector selector) {
    return new LabelSelectorBuilder(selector)
        .addNewMatchExpression()
        .withKey(Names.PROBE)
        .withOperator("DoesNotExist")
        .endMatchExpression()
        .build();
  }

  /** Drops the parts that no policy and no probe needs, which are most of a pod. */
  static Pod light(Pod pod) {
    PodBuilder light = new PodBuilder(pod);
    light
        .editOrNewSpec()
        .withVolumes()
        .withInitContainers(
            RunningContainers.sidecars(pod.getSpec()).map(GatewayPods::light).toList())
        .withContainers(pod.getSpec().getContainers().stream().map(GatewayPods::light).toList())
        .endSpec();
    light.editOrNewStatus().withContainerStatuses().withInitContainerStatuses().endStatus();
    return light.build();
  }

  private static Container light(Container container) {
    return new ContainerBuilder()
        .withName(container.getName())
        .withRestartPolicy(container.getRestartPolicy())
        .withPorts(container.getPorts())
        .build();
  }

  private record Asked(LabelSelector selector, List<String> services, Optional<Instant> changed) {}

  private record Seen(List<Pod> pods, Asked asked, Instant expires) {}
}
