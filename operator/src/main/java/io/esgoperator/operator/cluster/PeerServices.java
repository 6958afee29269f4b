package io.esgoperator.operator.cluster;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.gateway.PeerService;
import io.esgoperator.gateway.Selectors;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.model.Path;
import io.esgoperator.netpol.world.World;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The Services before peers of outbound paths that lead to another port. They come from the
 * informer, which has those of all watched namespaces. Pods are listed only for a port with a name,
 * namespaces only for a selector by another label than their name.
 */
public final class PeerServices {
  /** Ports of Services of one namespace for one instance, in the order of the Services' names. */
  static final int MOST_OF_NAMESPACE = 20;

  /** Of all namespaces together, the instance's own first. */
  static final int MOST = 200;

  /** Lists of pods in one pass; a port beyond keeps its name, which a policy may have too. */
  public static final int MOST_LISTS = 8;

  /** Running pods of one Service. */
  private static final int MOST_PODS = 50;

  private static final Duration FRESH = Duration.ofMinutes(1);

  private static final Comparator<PeerService> ORDER =
      Comparator.comparing(PeerService::name).thenComparing(one -> one.port().getPort());

  private final ClusterReader reader;
  private final boolean otherNamespaces;
  private final Supplier<Stream<Service>> services;
  private final Clock clock;
  private final Cached<Map<String, Map<String, String>>> namespaces;
  private final Map<Behind, Seen> seen = new ConcurrentHashMap<>();

  private record Behind(String namespace, Map<String, String> selector) {}

  private record Seen(List<Pod> pods, Instant expires) {}

  /**
   * @param otherNamespaces whether pods of other namespaces than the instance's may be listed
   * @param services of all watched namespaces
   */
  public PeerServices(
      ClusterReader reader,
      boolean otherNamespaces,
      Supplier<Stream<Service>> services,
      Clock clock) {
    this.reader = reader;
    this.otherNamespaces = otherNamespaces;
    this.services = services;
    this.clock = clock;
    this.namespaces = new Cached<>(reader::namespaceLabels, FRESH, clock);
  }

  /** Those that may be before peers of the instance, in a stable order. */
  List<PeerService> of(EsgInstance instance, HostAddresses hosts) {
    List<DeclaredPath> declared = outbound(instance);
    List<Path> paths = declared.stream().map(DeclaredPath::path).toList();
    String own = instance.getMetadata().getNamespace();
    boolean isByLabels = declared.stream().anyMatch(PeerServices::looksAtLabels);
    Map<String, List<PeerService>> found =
        services
            .get()
            .flatMap(
                service ->
                    PeerService.of(service, paths, own, namespace -> labels(namespace, isByLabels)))
            .filter(port -> declared.stream().anyMatch(path -> port.mayServe(path, hosts, own)))
            .sorted(ORDER)
            .collect(groupingBy(PeerService::namespace, () -> byName(own), toList()));
    return numbered(
        found.values().stream()
            .flatMap(some -> some.stream().limit(MOST_OF_NAMESPACE))
            .limit(MOST)
            .toList(),
        own);
  }

  private static <T> Map<String, T> byName(String first) {
    return new TreeMap<>(
        Comparator.comparing((String namespace) -> !namespace.equals(first))
            .thenComparing(Comparator.naturalOrder()));
  }

  /**
   * When the Services are to be looked at again: a change in another namespace wakes no instance.
   * Empty where only names lead there, which are looked up again anyway.
   */
  public static Optional<Duration> lookAgain(EsgInstance instance) {
    return outbound(instance).stream()
            .flatMap(declared -> declared.peers().stream())
            .anyMatch(
                peer ->
                    peer.namespaceSelector() != null
                        || peer.cidr() != null && Cidr.parse(peer.cidr()).isSingleAddress())
        ? Optional.of(FRESH)
        : Optional.empty();
  }

  /** The paths whose peers are listed. */
  static List<DeclaredPath> outbound(EsgInstance instance) {
    return DeclaredPaths.of(instance.getSpec()).stream().filter(DeclaredPath::hasEnds).toList();
  }

  private static boolean looksAtLabels(DeclaredPath declared) {
    return declared.peers().stream()
        .flatMap(peer -> Stream.ofNullable(peer.namespaceSelector()))
        .flatMap(selector -> Selectors.keys(selector).stream())
        .anyMatch(key -> !key.equals(World.NAMESPACE_NAME));
  }

  /** Its name is a label of every namespace; no request is needed for that one. */
  private Map<String, String> labels(String namespace, boolean all) {
    Map<String, String> named = Map.of(World.NAMESPACE_NAME, namespace);
    return all ? namespaces.get().getOrDefault(namespace, named) : named;
  }

  private List<PeerService> numbered(List<PeerService> found, String own) {
    Instant now = clock.instant();
    seen.values().removeIf(old -> !now.isBefore(old.expires()));
    List<PeerService> numbered = new ArrayList<>();
    int lists = 0;
    for (PeerService port : found) {
      Behind behind = new Behind(port.namespace(), port.selector());
      boolean mayList = otherNamespaces || port.namespace().equals(own);
      if (mayList && port.isNamed() && !seen.containsKey(behind) && lists < MOST_LISTS) {
        lists++;
        seen.put(behind, new Seen(pods(behind), now.plus(FRESH)));
      }
      numbered.add(
          Optional.ofNullable(mayList ? seen.get(behind) : null)
              .map(Seen::pods)
              .map(port::with)
              .orElse(port));
    }
    return numbered;
  }

  private List<Pod> pods(Behind behind) {
    return reader
        .pods(behind.namespace(), new LabelSelector(null, behind.selector()), MOST_PODS)
        .stream()
        .map(GatewayPods::light)
        .toList();
  }
}
