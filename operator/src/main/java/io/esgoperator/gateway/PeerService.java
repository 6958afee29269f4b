package io.esgoperator.gateway;

import io.esgoperator.api.v1alpha1.Peer;
import io.esgoperator.api.v1alpha1.Selector;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Direction;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.model.Path;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A port of a Service before peers. A policy sees a connection after the nodes have put a pod's
 * address and port in the place of the Service's, so a path through the Service needs the pods, too
 * (policy-semantics.md, post-DNAT). No selector selects pods on their node's network, so these are
 * not reached.
 *
 * @param namespaceLabels as far as they are known
 * @param selector of its pods; empty where another program writes its endpoints
 * @param addresses whose packets the nodes translate
 * @param targets the pods' ports: numbers, or a name while no pod gives its number
 */
public record PeerService(
    String namespace,
    String name,
    Map<String, String> namespaceLabels,
    Map<String, String> selector,
    Set<InetAddress> addresses,
    ServicePort port,
    List<IntOrString> targets) {
  private static final String HEADLESS = "None";

  /**
   * The ports of a Service at which one of the paths may arrive. None where the nodes translate
   * nothing: for a Service that is headless or selects no pods.
   *
   * @param own namespace of the instance. Anyone may write any address into the externalIPs of a
   *     Service, so those of other namespaces do not count; the cluster itself gives the others
   * @param labels of a namespace, as far as they are known
   */
  public static Stream<PeerService> of(
      Service service, List<Path> paths, String own, Function<String, Map<String, String>> labels) {
    return Selectors.selectsPods(service)
        ? translating(service, paths, own, labels)
        : Stream.empty();
  }

  /**
   * The same of a Service without a selector, whose endpoints another program writes; only the
   * address of one may be a peer.
   */
  public static Stream<PeerService> unselected(Service service, List<Path> paths, String own) {
    return service.getSpec() == null || Selectors.selectsPods(service)
        ? Stream.empty()
        : translating(service, paths, own, any -> Map.of());
  }

  private static Stream<PeerService> translating(
      Service service, List<Path> paths, String own, Function<String, Map<String, String>> labels) {
    if (isHeadless(service.getSpec())) {
      return Stream.empty();
    }
    String namespace = service.getMetadata().getNamespace();
    return service.getSpec().getPorts().stream()
        .filter(port -> paths.stream().anyMatch(path -> PodPorts.carries(port, path)))
        .map(
            port ->
                new PeerService(
                    namespace,
                    service.getMetadata().getName(),
                    labels.apply(namespace),
                    selector(service.getSpec()),
                    addresses(service, namespace.equals(own)),
                    port,
                    List.of(PodPorts.target(port))));
  }

  private static Map<String, String> selector(ServiceSpec spec) {
    return spec.getSelector() == null ? Map.of() : new TreeMap<>(spec.getSelector());
  }

  private static boolean isHeadless(ServiceSpec spec) {
    return HEADLESS.equals(spec.getClusterIP()) || spec.getClusterIPs().contains(HEADLESS);
  }

  /** At a load balancer that takes connections itself no node translates. */
  private static Set<InetAddress> addresses(Service service, boolean isOwn) {
    Set<String> proxies =
        ServiceAddresses.balancers(service)
            .filter(ServiceAddresses::takesConnections)
            .map(LoadBalancerIngress::getIp)
            .collect(Collectors.toSet());
    return Stream.concat(
            ServiceAddresses.of(service).filter(address -> !proxies.contains(address)),
            isOwn ? service.getSpec().getExternalIPs().stream() : Stream.empty())
        .flatMap(Cidr::literals)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The same with the numbers that its pods give to a name. */
  public PeerService with(List<Pod> pods) {
    return new PeerService(
        namespace,
        name,
        namespaceLabels,
        selector,
        addresses,
        port,
        PodPorts.of(port, pods).distinct().sorted(PodPorts.ORDER).toList());
  }

  /** Whether the pods' port has only a name. */
  public boolean isNamed() {
    return targets.stream().anyMatch(target -> target.getIntVal() == null);
  }

  boolean carries(Path path) {
    return path.direction() == Direction.Outbound && PodPorts.carries(port, path);
  }

  public boolean isAt(InetAddress address) {
    return addresses.contains(address);
  }

  /** The ports of a pod to which it leads; none where it does not lead to this pod. */
  public Stream<Integer> portsOf(Pod pod) {
    return leadsTo(pod) ? PodPorts.numbers(port, pod) : Stream.empty();
  }

  public boolean leadsTo(Pod pod) {
    return !selector.isEmpty()
        && namespace.equals(pod.getMetadata().getNamespace())
        && pod.getMetadata().getLabels() != null
        && pod.getMetadata().getLabels().entrySet().containsAll(selector.entrySet());
  }

  /** Whether a peer of a path may be behind it; {@code own} is the instance's namespace. */
  public boolean mayServe(DeclaredPath declared, HostAddresses hosts, String own) {
    return carries(declared.path())
        && declared.peers().stream()
            .anyMatch(
                peer ->
                    peer.selectsPods()
                        ? podsOf(peer, own).isPresent()
                        : addresses(peer, hosts).anyMatch(this::isAt));
  }

  /** The single addresses of a peer that is a host or a network. */
  public static Stream<InetAddress> addresses(Peer peer, HostAddresses hosts) {
    return (peer.host() == null ? Stream.of(peer.cidr()) : hosts.of(peer.host()).stream())
        .map(Cidr::parse)
        .filter(Cidr::isSingleAddress)
        .map(Cidr::address);
  }

  /**
   * The pods that both it and a peer of pods select, where it leads to another port than the
   * path's: at that one the peer's own rule opens them. Empty where no pod can be both.
   *
   * @param own namespace of the instance
   */
  public Optional<Selector> podsOf(Peer peer, String own) {
    boolean isInReach =
        !selector.isEmpty()
            && !targets.equals(List.of(new IntOrString(port.getPort())))
            && (peer.namespaceSelector() == null
                ? namespace.equals(own)
                : Selectors.matches(peer.namespaceSelector(), namespaceLabels));
    return isInReach ? both(peer.podSelector()) : Optional.empty();
  }

  private Optional<Selector> both(Selector declared) {
    if (declared == null) {
      return Optional.of(new Selector(selector, List.of()));
    }
    Map<String, String> labels = new TreeMap<>(declared.matchLabels());
    labels.putAll(selector);
    Map<Boolean, List<Selector.Expression>> decided =
        declared.matchExpressions().stream()
            .collect(Collectors.partitioningBy(one -> labels.containsKey(one.key())));
    return Selectors.matches(new Selector(declared.matchLabels(), decided.get(true)), labels)
        ? Optional.of(new Selector(labels, decided.get(false)))
        : Optional.empty();
  }

  /** {@code Service directory/ldap}. */
  @Override
  public String toString() {
    return "Service " + namespace + "/" + name;
  }
}
