package io.esgoperator.operator.cluster;

import io.esgoperator.gateway.ClusterResolver;
import io.esgoperator.gateway.ResolverPlaces;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The cluster's own resolvers, as found in the cluster: the Services for DNS under the names and
 * labels of the known distributions, NodeLocal DNSCache, and the DNS servers that the kubelet gives
 * to pods, with the Services that these are. They are the same for all instances and are cached for
 * half a minute.
 */
public final class ClusterResolvers {
  private static final Duration FRESH = Duration.ofSeconds(30);

  private final ClusterReader reader;
  private final List<String> nameservers;
  private final Supplier<Stream<Service>> watched;
  private final Cached<List<ClusterResolver>> found;

  /**
   * @param nameservers literal addresses that the kubelet gives to pods
   * @param watched Services of all watched namespaces
   */
  public ClusterResolvers(
      ClusterReader reader,
      List<String> nameservers,
      Supplier<Stream<Service>> watched,
      Clock clock) {
    this.reader = reader;
    this.nameservers = List.copyOf(nameservers);
    this.watched = watched;
    this.found = new Cached<>(this::look, FRESH, clock);
  }

  List<ClusterResolver> found() {
    return found.get();
  }

  private List<ClusterResolver> look() {
    List<Service> services =
        ResolverPlaces.NAMESPACES.stream()
            .map(this::services)
            .filter(found -> !found.isEmpty())
            .findFirst()
            .orElseGet(List::of);
    String namespace =
        services.stream()
            .map(service -> service.getMetadata().getNamespace())
            .findFirst()
            .orElse(ResolverPlaces.NAMESPACES.get(0));
    return Stream.of(
            Stream.concat(services.stream(), elsewhere())
                .map(service -> ClusterResolver.behind(service, podsBehind(service))),
            caches(namespace).map(ClusterResolver::onEachNode),
            Stream.of(ClusterResolver.at(nameservers)))
        .flatMap(resolvers -> resolvers)
        .toList();
  }

  private Stream<Service> elsewhere() {
    return watched
        .get()
        .filter(service -> ResolverPlaces.isResolverAt(nameservers, service))
        .filter(service -> !ResolverPlaces.isResolver(service));
  }

  private List<Service> services(String namespace) {
    return reader.services(namespace).stream().filter(ResolverPlaces::isResolver).toList();
  }

  private List<Pod> podsBehind(Service service) {
    return reader.resolverPods(
        service.getMetadata().getNamespace(),
        new LabelSelector(null, service.getSpec().getSelector()));
  }

  /** Reads one pod only: a DaemonSet gives every node the same. */
  private Stream<Pod> caches(String namespace) {
    return reader
        .resolverPods(
            namespace,
            new LabelSelector(
                List.of(
                    new LabelSelectorRequirement(
                        ResolverPlaces.CACHE_LABEL, "In", ResolverPlaces.CACHES)),
                null))
        .stream()
        .limit(1);
  }
}
