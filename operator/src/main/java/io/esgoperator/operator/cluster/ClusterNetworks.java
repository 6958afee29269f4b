package io.esgoperator.operator.cluster;

import io.esgoperator.live.Discovery;
import io.esgoperator.live.PagedList;
import io.esgoperator.model.Cidr;
import io.esgoperator.probe.plan.ClosedNetworks;
import io.esgoperator.probe.plan.ClosedNetworks.Kind;
import io.esgoperator.probe.plan.ClosedNetworks.Network;
import io.esgoperator.status.Shortcoming;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The addresses of the API server, the nodes, the pods and the Services, as far as the operator may
 * list them. They are the same for all instances and are read again after half a minute.
 */
public final class ClusterNetworks {
  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final String API_SERVER = "kubernetes";
  private static final List<String> SERVICE_CIDR_VERSIONS =
      List.of("networking.k8s.io/v1", "networking.k8s.io/v1beta1");

  private final KubernetesClient client;
  private final Discovery discovery;
  private final List<Cidr> told;
  private final List<String> self;
  private final Cached<Found> found;

  /** Only one query runs at a time, and it alone reads and writes this. */
  private Optional<Found> last = Optional.empty();

  /** The networks found, and what could not be listed. */
  private record Found(List<Network> networks, Set<String> hidden) {}

  /**
   * @param told the networks that the administrator names
   * @param self literal addresses of the operator's own pod
   */
  public ClusterNetworks(
      KubernetesClient client,
      Discovery discovery,
      List<Cidr> told,
      List<String> self,
      Clock clock) {
    this.client = client;
    this.discovery = discovery;
    this.told = List.copyOf(told);
    this.self = List.copyOf(self);
    this.found = new Cached<>(this::lookOrKeep, FRESH, clock);
  }

  public List<Network> found() {
    return found.get().networks();
  }

  /**
   * Why the operator does not know all networks; empty where it does, or where they are configured.
   */
  public Optional<Shortcoming> shortcoming() {
    Found now = found.get();
    if (!told.isEmpty()) {
      return Optional.empty();
    }
    if (!now.hidden().isEmpty()) {
      return Optional.of(
          new Shortcoming(
              "ClusterNetworksHidden",
              "%s cannot be read, so probes may ask the cluster's own networks. Name these networks in tenants.clusterNetworks in the chart's values."
                  .formatted(String.join(", ", now.hidden()))));
    }
    return self.stream()
        .filter(
            address ->
                now.networks().stream()
                    .noneMatch(network -> network.cidr().contains(Cidr.literal(address))))
        .findFirst()
        .map(
            address ->
                new Shortcoming(
                    "PodNetworkUnknown",
                    "The operator's own pod has address %s, and no node's spec.podCIDRs has it, so probes may ask pods of other namespaces. Name the pods' networks in tenants.clusterNetworks in the chart's values."
                        .formatted(address)));
  }

  /** If the API server fails later, the last networks stay valid. */
  private Found lookOrKeep() {
    try {
      last = Optional.of(look());
    } catch (KubernetesClientException failed) {
      if (last.isEmpty()) {
        throw failed;
      }
    }
    return last.orElseThrow();
  }

  private Found look() {
    List<Network> networks = new ArrayList<>();
    Set<String> hidden = new TreeSet<>();
    told.forEach(network -> networks.add(new Network(Kind.Cluster, network)));
    List<InetAddress> host = apiHost();
    List<InetAddress> service = new ArrayList<>();
    // An error is ignored: the client's own connection gives the address too.
    seen("Service", new TreeSet<>(), () -> apiService(service::add));
    Stream.concat(host.stream(), service.stream())
        .forEach(address -> networks.add(single(Kind.ApiServer, address)));
    seen("EndpointSlice default/" + API_SERVER, hidden, () -> apiEndpoints(networks::add));
    seen(
        "Nodes",
        hidden,
        () ->
            PagedList.whole(client.nodes())
                .forEach(node -> networksOf(node).forEach(networks::add)));
    List<Network> services = new ArrayList<>();
    seen("ServiceCIDRs", hidden, () -> serviceCidrs(services::add));
    networks.addAll(services);
    // Kubernetes before 1.33 has no ServiceCIDRs; and listing them may be forbidden.
    if (services.isEmpty()) {
      (service.isEmpty() ? host : service)
          .stream()
              .filter(address -> told.stream().noneMatch(network -> network.contains(address)))
              .flatMap(address -> ServiceNetwork.around(address).stream())
              .forEach(network -> networks.add(new Network(Kind.Services, network)));
    }
    return new Found(networks.stream().distinct().toList(), hidden);
  }

  private static void seen(String what, Set<String> hidden, Runnable look) {
    try {
      look.run();
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw refused;
      }
      hidden.add(what);
    }
  }

  /** The addresses to which the client connects. */
  private List<InetAddress> apiHost() {
    try {
      return List.of(InetAddress.getAllByName(client.getMasterUrl().getHost()));
    } catch (UnknownHostException unresolved) {
      return List.of();
    }
  }

  private void apiService(Consumer<InetAddress> take) {
    PagedList.first(
            1, client.services().inNamespace("default").withField("metadata.name", API_SERVER))
        .stream()
        .map(Service::getSpec)
        .flatMap(spec -> Stream.concat(spec.getClusterIPs().stream(), one(spec.getClusterIP())))
        .flatMap(Cidr::literals)
        .distinct()
        .forEach(take);
  }

  private void apiEndpoints(Consumer<Network> take) {
    EndpointSlice slice =
        client.discovery().v1().endpointSlices().inNamespace("default").withName(API_SERVER).get();
    Stream.ofNullable(slice)
        .flatMap(one -> one.getEndpoints().stream())
        .flatMap(endpoint -> endpoint.getAddresses().stream())
        .flatMap(Cidr::literals)
        .map(address -> single(Kind.ApiServer, address))
        .forEach(take);
  }

  private static Stream<Network> networksOf(Node node) {
    Stream<Network> addresses =
        node.getStatus() == null
            ? Stream.empty()
            : node.getStatus().getAddresses().stream()
                .map(NodeAddress::getAddress)
                .filter(Objects::nonNull)
                .flatMap(Cidr::literals)
                .map(address -> single(Kind.Node, address));
    Stream<Network> pods =
        node.getSpec() == null
            ? Stream.empty()
            : Stream.concat(node.getSpec().getPodCIDRs().stream(), one(node.getSpec().getPodCIDR()))
                .map(network -> new Network(Kind.Pods, Cidr.parse(network)));
    return Stream.concat(addresses, pods);
  }

  private void serviceCidrs(Consumer<Network> take) {
    SERVICE_CIDR_VERSIONS.stream()
        .filter(version -> discovery.serves(version, "ServiceCIDR"))
        .findFirst()
        .map(
            version ->
                new ResourceDefinitionContext.Builder()
                    .withGroup(version.substring(0, version.indexOf('/')))
                    .withVersion(version.substring(version.indexOf('/') + 1))
                    .withKind("ServiceCIDR")
                    .withPlural("servicecidrs")
                    .withNamespaced(false)
                    .build())
        .ifPresent(
            kind ->
                PagedList.whole(client.genericKubernetesResources(kind))
                    .forEach(one -> cidrs(one).forEach(take)));
  }

  private static Stream<Network> cidrs(GenericKubernetesResource serviceCidr) {
    return serviceCidr.get("spec", "cidrs") instanceof List<?> cidrs
        ? cidrs.stream().map(cidr -> ClosedNetworks.network(Kind.Services, cidr.toString()))
        : Stream.empty();
  }

  private static Stream<String> one(String value) {
    return Stream.ofNullable(value).filter(text -> !text.isBlank());
  }

  private static Network single(Kind kind, InetAddress address) {
    return new Network(kind, new Cidr(address, address.getAddress().length * 8));
  }
}
