package io.esgoperator.operator.cluster;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.gateway.Names;
import io.esgoperator.live.PageBound;
import io.esgoperator.reading.Unread;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The objects in informers: the instances, their own objects, and the Services of their namespaces.
 */
public final class InformedObjects implements KnownInstances {
  /**
   * Objects in a page when an informer lists at its start; it would never get past a larger one.
   */
  public static final long PAGE = PageBound.FEW;

  private volatile Cache<EsgInstance> instances;
  private volatile InformerEventSource<Service, EsgInstance> services;

  /** Creates the event sources. */
  public List<EventSource<?, EsgInstance>> sources(EventSourceContext<EsgInstance> context) {
    instances = context.getPrimaryCache();
    services = services(context);
    return List.of(
        informer(Job.class, Names.MANAGED_BY + "=" + Names.OPERATOR, context),
        informer(Pod.class, Names.PROBE, context),
        services);
  }

  /** Until the cache exists, every instance counts as present. */
  @Override
  public boolean has(InstanceKey applicant) {
    Cache<EsgInstance> known = instances;
    return known == null
        || known
            .get(new ResourceID(applicant.name(), applicant.namespace()))
            .filter(instance -> applicant.uid().equals(instance.getMetadata().getUid()))
            .isPresent();
  }

  @Override
  public boolean isAlone(String namespace) {
    Cache<EsgInstance> known = instances;
    return known == null
        || known.keys().allMatch(id -> id.getNamespace().filter(namespace::equals).isPresent());
  }

  /** The other instances of its namespace. */
  public Stream<EsgInstance> neighbours(EsgInstance instance) {
    return instances(instance.getMetadata().getNamespace())
        .filter(other -> !other.getMetadata().getName().equals(instance.getMetadata().getName()));
  }

  /** The readable instances of a namespace. */
  public Stream<EsgInstance> instances(String namespace) {
    Cache<EsgInstance> known = instances;
    return known == null
        ? Stream.empty()
        : known.list(
            one -> Unread.isNone(one) && namespace.equals(one.getMetadata().getNamespace()));
  }

  /** Every watched instance, as the informer has it. */
  public Stream<EsgInstance> instances() {
    return instances.list();
  }

  /** Instances and Services that cannot be read. */
  public Stream<HasMetadata> unread() {
    return Stream.<Stream<? extends HasMetadata>>of(
            instances.list(), services.list(service -> true))
        .<HasMetadata>flatMap(held -> held)
        .filter(object -> !Unread.isNone(object));
  }

  /** The Services of its namespace. Listing them in every pass would double a pass's requests. */
  public List<Service> services(EsgInstance instance) {
    return services.list(instance.getMetadata().getNamespace(), Unread::isNone).toList();
  }

  /** Those of all watched namespaces. */
  public Stream<Service> services() {
    return services.list(Unread::isNone);
  }

  /** A Service determines the port of the gateway's container for a path, and of its peers'. */
  private static InformerEventSource<Service, EsgInstance> services(
      EventSourceContext<EsgInstance> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(Service.class, EsgInstance.class)
            .withSecondaryToPrimaryMapper(
                service ->
                    context
                        .getPrimaryCache()
                        .list(service.getMetadata().getNamespace())
                        .map(ResourceID::fromResource)
                        .collect(Collectors.toSet()))
            .withInformerListLimit(PAGE)
            .withOnUpdateFilter(
                (now, before) ->
                    !Objects.equals(now.getSpec(), before.getSpec())
                        || !Objects.equals(now.getStatus(), before.getStatus()))
            .build(),
        context);
  }

  private static <R extends HasMetadata> EventSource<R, EsgInstance> informer(
      Class<R> type, String labels, EventSourceContext<EsgInstance> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(type, EsgInstance.class)
            .withLabelSelector(labels)
            .withInformerListLimit(PAGE)
            .withSecondaryToPrimaryMapper(Ownership::instance)
            .build(),
        context);
  }
}
