package io.esgoperator.operator.cluster;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.gateway.Names;
import io.esgoperator.gateway.PodNetwork;
import io.esgoperator.gateway.Selectors;
import io.esgoperator.reading.Unread;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Tells when a gateway's ready pods change. It watches the namespaces that have instances, and
 * keeps of their pods only what makes such a change.
 */
public final class GatewayWatch {
  /**
   * The most namespaces that are watched, each by one connection to the API server. In the others
   * the next regular round sees the change.
   */
  static final int MOST = 100;

  private final KubernetesClient client;
  private final Function<String, Stream<EsgInstance>> instances;
  private final Consumer<InstanceKey> wake;
  private final Clock clock;
  private final Map<String, Watched> watched = new ConcurrentHashMap<>();

  /**
   * @param instances of a namespace
   * @param wake makes an instance's pass begin now
   */
  public GatewayWatch(
      KubernetesClient client,
      Function<String, Stream<EsgInstance>> instances,
      Consumer<InstanceKey> wake,
      Clock clock) {
    this.client = client;
    this.instances = instances;
    this.wake = wake;
    this.clock = clock;
  }

  /**
   * When the gateway's ready pods last changed, as far as the watch has seen it. The first call
   * begins to watch the instance's namespace.
   */
  public Optional<Instant> changed(EsgInstance instance) {
    String namespace = instance.getMetadata().getNamespace();
    Watched pods =
        watched.size() < MOST
            ? watched.computeIfAbsent(namespace, this::watch)
            : watched.get(namespace);
    return Optional.ofNullable(pods).flatMap(known -> known.changes().of(InstanceKey.of(instance)));
  }

  /** The instance was deleted; the watch ends with the last one of a namespace. */
  public void forget(InstanceKey gone) {
    Optional.ofNullable(watched.get(gone.namespace()))
        .ifPresent(pods -> pods.changes().forget(gone));
    if (instances.apply(gone.namespace()).findAny().isEmpty()) {
      Optional.ofNullable(watched.remove(gone.namespace()))
          .ifPresent(pods -> pods.informer().stop());
    }
  }

  private Watched watch(String namespace) {
    Changes changes = new Changes(() -> instances.apply(namespace), wake, clock);
    SharedIndexInformer<Pod> informer =
        client
            .pods()
            .inNamespace(namespace)
            .withLabelSelector("!" + Names.PROBE)
            .withLimit(InformedObjects.PAGE)
            .runnableInformer(0)
            .itemStore(new LightPods())
            .exceptionHandler((started, fault) -> true)
            .addEventHandler(changes);
    informer.start();
    return new Watched(informer, changes);
  }

  private record Watched(SharedIndexInformer<Pod> informer, Changes changes) {}

  /** The changes in one namespace. */
  static final class Changes implements ResourceEventHandler<Pod> {
    private final Supplier<Stream<EsgInstance>> instances;
    private final Consumer<InstanceKey> wake;
    private final Clock clock;
    private final Map<InstanceKey, Instant> latest = new ConcurrentHashMap<>();

    Changes(Supplier<Stream<EsgInstance>> instances, Consumer<InstanceKey> wake, Clock clock) {
      this.instances = instances;
      this.wake = wake;
      this.clock = clock;
    }

    Optional<Instant> of(InstanceKey instance) {
      return Optional.ofNullable(latest.get(instance));
    }

    void forget(InstanceKey gone) {
      latest.remove(gone);
    }

    /** Pods that the watch finds at its start are as old as their readiness. */
    @Override
    public void onAdd(Pod pod) {
      Instant now = clock.instant();
      Optional<ReadyPod> ready = ReadyPod.of(pod);
      tell(
          Optional.empty(),
          ready,
          ready.map(ReadyPod::since).filter(since -> since.isBefore(now)).orElse(now));
    }

    @Override
    public void onUpdate(Pod before, Pod now) {
      tell(ReadyPod.of(before), ReadyPod.of(now), clock.instant());
    }

    @Override
    public void onDelete(Pod pod, boolean lastStateUnknown) {
      tell(ReadyPod.of(pod), Optional.empty(), clock.instant());
    }

    private void tell(Optional<ReadyPod> before, Optional<ReadyPod> now, Instant when) {
      instances
          .get()
          .filter(instance -> !of(instance, before).equals(of(instance, now)))
          .map(InstanceKey::of)
          .forEach(
              key -> {
                latest.merge(key, when, (one, other) -> one.isAfter(other) ? one : other);
                wake.accept(key);
              });
    }

    private static Optional<ReadyPod> of(EsgInstance instance, Optional<ReadyPod> pod) {
      return pod.filter(one -> Selectors.matches(instance.getSpec().podSelector(), one.labels()));
    }
  }

  /** What a round depends on of a pod that takes mail, ready since a time by its node's clock. */
  private record ReadyPod(
      String uid, Map<String, String> labels, List<String> addresses, Instant since) {
    /** Empty for a pod that is not ready, or ends. */
    static Optional<ReadyPod> of(Pod pod) {
      return Unread.isNone(pod)
              && pod.getMetadata().getDeletionTimestamp() == null
              && Readiness.isPodReady(pod)
          ? Optional.of(
              new ReadyPod(
                  pod.getMetadata().getUid(),
                  Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.of()),
                  PodNetwork.addresses(pod).toList(),
                  since(pod)))
          : Optional.empty();
    }

    private static Instant since(Pod pod) {
      return pod.getStatus().getConditions().stream()
          .filter(condition -> "Ready".equals(condition.getType()))
          .map(PodCondition::getLastTransitionTime)
          .filter(Objects::nonNull)
          .map(Instant::parse)
          .findFirst()
          .orElse(Instant.MIN);
    }
  }

  /** An informer's store that keeps of each pod what {@link ReadyPod} reads. */
  private static final class LightPods extends BasicItemStore<Pod> {
    LightPods() {
      super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public Pod put(String key, Pod pod) {
      return super.put(key, light(pod));
    }

    private static Pod light(Pod pod) {
      PodStatus status = Objects.requireNonNullElseGet(pod.getStatus(), PodStatus::new);
      return new PodBuilder()
          .withNewMetadata()
          .withName(pod.getMetadata().getName())
          .withNamespace(pod.getMetadata().getNamespace())
          .withUid(pod.getMetadata().getUid())
          .withResourceVersion(pod.getMetadata().getResourceVersion())
          .withDeletionTimestamp(pod.getMetadata().getDeletionTimestamp())
          .withLabels(pod.getMetadata().getLabels())
          .withAdditionalProperties(pod.getMetadata().getAdditionalProperties())
          .endMetadata()
          .withNewStatus()
          .withPodIPs(status.getPodIPs())
          .withConditions(status.getConditions())
          .endStatus()
          .build();
    }
  }
}
