package io.esgoperator.policy;

import static java.util.Map.entry;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.api.v1alpha1.Policy.Enforcement;
import io.esgoperator.gateway.ClusterResolver;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.gateway.Names;
import io.esgoperator.gateway.PodPorts;
import io.esgoperator.gateway.Selectors;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.EmbeddedAddresses;
import io.esgoperator.model.HostAddresses;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The one NetworkPolicy of an instance. Protocol and policyTypes are always written: otherwise
 * server-side apply would see the server's defaults as a difference for ever (policy-semantics.md
 * section 5.1).
 */
public final class NetworkPolicies {
  private NetworkPolicies() {}

  public static NetworkPolicy of(
      EsgInstance instance, HostAddresses hosts, List<ClusterResolver> resolvers, Gateway gateway) {
    List<DeclaredPath> paths = DeclaredPaths.of(instance.getSpec());
    PolicyPeers peers = peers(instance.getSpec(), hosts);
    String namespace = instance.getMetadata().getNamespace();
    return new NetworkPolicyBuilder()
        .withNewMetadata()
        .withName(Names.policy(instance.getMetadata().getName()))
        .withNamespace(namespace)
        .withLabels(labels(instance))
        .withAnnotations(Map.of(Names.INSTANCE_NAME, instance.getMetadata().getName()))
        .endMetadata()
        .withNewSpec()
        .withPodSelector(Selectors.labelSelector(instance.getSpec().podSelector()))
        .withPolicyTypes("Ingress", "Egress")
        .withIngress(
            paths.stream()
                .filter(DeclaredPath::isInbound)
                .flatMap(path -> ingress(path, peers.of(path), gateway))
                .toList())
        .withEgress(
            Stream.concat(
                    resolvers.stream().map(NetworkPolicies::clusterDns),
                    paths.stream()
                        .filter(path -> !path.isInbound())
                        .flatMap(
                            path ->
                                Stream.concat(
                                    egress(
                                        path, peers.of(path), new IntOrString(path.path().port())),
                                    behindServices(path, peers, gateway, namespace))))
                .toList())
        .endSpec()
        .build();
  }

  /**
   * Whether the policy of this spec lets the gateway reach an address on an outbound path. Audit
   * mode writes no policy: there every address counts as reachable, except those in {@code
   * policy.except}. An IPv4 address that IPv6 carries is checked as well.
   */
  public static boolean opens(
      EsgInstanceSpec spec, HostAddresses hosts, DeclaredPath declared, InetAddress address) {
    PolicyPeers peers = peers(spec, hosts);
    return (peers.admit(declared, address)
            || spec.policy().enforcement() == Enforcement.Audit && !peers.isExcepted(address))
        && EmbeddedAddresses.of(address).noneMatch(peers::isExcepted);
  }

  static PolicyPeers peers(EsgInstanceSpec spec, HostAddresses hosts) {
    return new PolicyPeers(hosts, spec.policy().exceptions());
  }

  /** Labels of everything that the operator owns for an instance. */
  public static Map<String, String> labels(EsgInstance instance) {
    return new TreeMap<>(
        Map.of(
            Names.MANAGED_BY, Names.OPERATOR, Names.INSTANCE_UID, instance.getMetadata().getUid()));
  }

  private static Stream<NetworkPolicyIngressRule> ingress(
      DeclaredPath declared, List<NetworkPolicyPeer> peers, Gateway gateway) {
    return peers.isEmpty()
        ? Stream.empty()
        : Stream.of(
            new NetworkPolicyIngressRule(
                peers,
                gateway.portsOf(declared.path()).stream()
                    .map(port -> port(declared.path().transport().name(), port))
                    .toList()));
  }

  /** The ports of the pods to which Services lead, in the order of the ports. */
  private static Stream<NetworkPolicyEgressRule> behindServices(
      DeclaredPath declared, PolicyPeers peers, Gateway gateway, String namespace) {
    Map<IntOrString, Set<NetworkPolicyPeer>> pods =
        gateway
            .peersOf(declared.path())
            .flatMap(
                service ->
                    peers
                        .behind(service, declared, namespace)
                        .flatMap(pod -> service.targets().stream().map(port -> entry(port, pod))))
            .collect(
                groupingBy(
                    Map.Entry::getKey,
                    () -> new TreeMap<>(PodPorts.ORDER),
                    mapping(
                        Map.Entry::getValue,
                        toCollection(() -> new TreeSet<>(PolicyPeers.STABLE)))));
    return pods.entrySet().stream()
        .flatMap(port -> egress(declared, List.copyOf(port.getValue()), port.getKey()));
  }

  private static Stream<NetworkPolicyEgressRule> egress(
      DeclaredPath declared, List<NetworkPolicyPeer> peers, IntOrString port) {
    return peers.isEmpty()
        ? Stream.empty()
        : Stream.of(
            new NetworkPolicyEgressRule(
                List.of(port(declared.path().transport().name(), port)), peers));
  }

  static NetworkPolicyEgressRule clusterDns(ClusterResolver resolver) {
    List<NetworkPolicyPeer> peers = new ArrayList<>();
    resolver.addresses().stream()
        .map(address -> Cidr.parse(address).toString())
        .sorted()
        .map(network -> PolicyPeers.block(network, List.of()))
        .forEach(peers::add);
    resolver
        .pods()
        .map(labels -> PolicyPeers.pods(resolver.namespace(), new LabelSelector(List.of(), labels)))
        .ifPresent(peers::add);
    return new NetworkPolicyEgressRule(
        Stream.concat(
                Stream.of(new IntOrString(Catalogue.DNS_UDP.port())), resolver.ports().stream())
            .distinct()
            .sorted(PodPorts.ORDER)
            .flatMap(number -> Stream.of(port("UDP", number), port("TCP", number)))
            .toList(),
        peers);
  }

  private static NetworkPolicyPort port(String protocol, IntOrString port) {
    return new NetworkPolicyPort(null, port, protocol);
  }
}
