package io.esgoperator.gateway;

import io.esgoperator.model.AddressText;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Cidr;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodDNSConfig;
import io.fabric8.kubernetes.api.model.Service;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A DNS service of the cluster's pods, as found in the cluster (policy-semantics.md section 1.3).
 *
 * @param namespace of the resolver's pods
 * @param podLabels select these pods; empty where only addresses are known, since the resolver is
 *     no pod or runs on the node's network
 * @param ports the pods' own, which policies see after the Service's translation (53, or 5353 on
 *     OpenShift); a name only while no pod gives its number
 * @param addresses literal ones, for engines that act before the translation
 * @param onNodes whether pods of it are on their nodes' network, where no selector selects them
 */
public record ClusterResolver(
    String namespace,
    Map<String, String> podLabels,
    List<IntOrString> ports,
    List<String> addresses,
    boolean onNodes) {
  /** One whose pods are on the pods' network, or of which only the addresses are known. */
  public ClusterResolver(
      String namespace,
      Map<String, String> podLabels,
      List<IntOrString> ports,
      List<String> addresses) {
    this(namespace, podLabels, ports, addresses, false);
  }

  /** The default address of NodeLocal DNSCache. */
  private static final String NODE_LOCAL = "169.254.20.10";

  private static final IntOrString DNS = new IntOrString(Catalogue.DNS_UDP.port());

  /** The pods behind a Service that carries port 53. */
  public static ClusterResolver behind(Service service, List<Pod> pods) {
    return new ClusterResolver(
        service.getMetadata().getNamespace(),
        new TreeMap<>(service.getSpec().getSelector()),
        service.getSpec().getPorts().stream()
            .filter(port -> port.getPort() == Catalogue.DNS_UDP.port())
            .flatMap(port -> PodPorts.of(port, pods))
            .distinct()
            .sorted(PodPorts.ORDER)
            .toList(),
        Stream.concat(service.getSpec().getClusterIPs().stream(), onNodes(pods))
            .filter(Cidr::isLiteral)
            .distinct()
            .sorted()
            .toList(),
        pods.stream().anyMatch(PodNetwork::isOfItsNode));
  }

  private static Stream<String> onNodes(List<Pod> pods) {
    return pods.stream().filter(PodNetwork::isOfItsNode).flatMap(PodNetwork::addresses);
  }

  /**
   * NodeLocal DNSCache, which listens on the node's network at the addresses of its {@code
   * -localip}: one of its own, and the kube-dns Service's if it takes that over.
   */
  public static ClusterResolver onEachNode(Pod cache) {
    List<String> own =
        cache.getSpec().getContainers().stream()
            .flatMap(container -> localAddresses(container.getArgs()))
            .filter(Cidr::isLiteral)
            .sorted()
            .toList();
    List<String> addresses = own.isEmpty() ? List.of(NODE_LOCAL) : own;
    return PodNetwork.isOfItsNode(cache)
        ? at(addresses)
        : new ClusterResolver(
            cache.getMetadata().getNamespace(),
            Map.of(
                ResolverPlaces.CACHE_LABEL,
                cache.getMetadata().getLabels().get(ResolverPlaces.CACHE_LABEL)),
            List.of(DNS),
            addresses);
  }

  private static Stream<String> localAddresses(List<String> arguments) {
    return Stream.iterate(0, index -> index < arguments.size(), index -> index + 1)
        .filter(index -> arguments.get(index).matches("--?localip(=.*)?"))
        .map(
            index ->
                arguments.get(index).contains("=")
                    ? arguments.get(index).replaceFirst("^[^=]*=", "")
                    : index + 1 < arguments.size() ? arguments.get(index + 1) : "")
        .flatMap(list -> Arrays.stream(list.split(",")));
  }

  /** Servers of which only the addresses are known, such as those of the node's network. */
  public static ClusterResolver at(Collection<String> addresses) {
    return new ClusterResolver(
        "",
        Map.of(),
        List.of(DNS),
        addresses.stream()
            .flatMap(Cidr::literals)
            .filter(ClusterResolver::isOneServer)
            .map(AddressText::of)
            .distinct()
            .sorted()
            .toList());
  }

  /** A resolver at the loopback is the pod itself, and needs no rule. */
  private static boolean isOneServer(InetAddress address) {
    return !address.isLoopbackAddress()
        && !address.isAnyLocalAddress()
        && !address.isMulticastAddress();
  }

  /** The servers in the {@code dnsConfig} of the gateway's pods. */
  public static ClusterResolver named(Gateway gateway) {
    return at(
        gateway.pods().stream()
            .map(pod -> pod.getSpec().getDnsConfig())
            .flatMap(Stream::ofNullable)
            .map(PodDNSConfig::getNameservers)
            .flatMap(List::stream)
            .toList());
  }

  /**
   * Removes repetitions: Services in front of the same pods are one resolver, and an address of an
   * earlier resolver is left out of a later one.
   */
  public static List<ClusterResolver> distinct(List<ClusterResolver> found) {
    Map<String, ClusterResolver> merged = new LinkedHashMap<>();
    for (ClusterResolver one : found) {
      merged.merge(one.namespace + one.podLabels, one, ClusterResolver::and);
    }
    List<String> seen = new ArrayList<>();
    return merged.values().stream()
        .map(one -> one.without(seen))
        .filter(one -> !one.podLabels.isEmpty() || !one.addresses.isEmpty())
        .toList();
  }

  private ClusterResolver and(ClusterResolver other) {
    return new ClusterResolver(
        namespace,
        podLabels,
        Stream.of(ports, other.ports)
            .flatMap(List::stream)
            .distinct()
            .sorted(PodPorts.ORDER)
            .toList(),
        Stream.of(addresses, other.addresses).flatMap(List::stream).distinct().sorted().toList(),
        onNodes || other.onNodes);
  }

  private ClusterResolver without(List<String> seen) {
    List<String> left = addresses.stream().filter(address -> !seen.contains(address)).toList();
    seen.addAll(left);
    return new ClusterResolver(namespace, podLabels, ports, left, onNodes);
  }

  /** The labels of its pods; empty where only addresses are known. */
  public Optional<Map<String, String>> pods() {
    return podLabels.isEmpty() ? Optional.empty() : Optional.of(podLabels);
  }
}
