package io.esgoperator.policy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.ClusterResolver;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.policy.CiliumRules.Block;
import io.esgoperator.policy.CiliumRules.Egress;
import io.esgoperator.policy.CiliumRules.Ingress;
import io.esgoperator.policy.CiliumRules.Name;
import io.esgoperator.policy.CiliumRules.Port;
import io.esgoperator.policy.CiliumRules.PortRule;
import io.esgoperator.policy.CiliumRules.Seen;
import io.esgoperator.policy.CiliumRules.Spec;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The one CiliumNetworkPolicy of an instance: the rules of its NetworkPolicy in Cilium's terms, and
 * features that only Cilium has.
 *
 * <ul>
 *   <li>A host name is opened twice: as {@code toFQDNs}, which Cilium fills from the answers that
 *       its DNS proxy sees, and at the addresses that the operator knows. A gateway with a
 *       recursive resolver of its own asks no server behind the proxy, so for it {@code toFQDNs}
 *       alone would stay empty. {@link ClosedToNames} holds for both.
 *   <li>The DNS proxy inspects questions to the cluster's resolvers, as {@code toFQDNs} requires.
 *       It never inspects the gateway's own recursion to the Internet, since the vendor wants no
 *       inspection there.
 *   <li>For Cilium a network never includes pods or nodes. Inbound paths from anywhere therefore
 *       name the cluster as well, unless an exception may concern addresses of the cluster;
 *       otherwise a Service with externalTrafficPolicy Cluster would lead nowhere.
 * </ul>
 */
public final class CiliumNetworkPolicies {
  public static final String API_VERSION = "cilium.io/v2";
  public static final String KIND = "CiliumNetworkPolicy";

  private static final Seen EVERY_QUESTION = new Seen(List.of(new Name(null, "*")));

  private CiliumNetworkPolicies() {}

  public static GenericKubernetesResource of(
      EsgInstance instance, HostAddresses hosts, List<ClusterResolver> resolvers, Gateway gateway) {
    NetworkPolicy same = NetworkPolicies.of(instance, hosts, List.of(), gateway);
    Spec spec =
        new Spec(
            CiliumSelectors.pods(same.getSpec().getPodSelector()),
            same.getSpec().getIngress().stream().flatMap(CiliumNetworkPolicies::ingress).toList(),
            Stream.of(
                    resolvers.stream().flatMap(CiliumNetworkPolicies::clusterDns),
                    same.getSpec().getEgress().stream().flatMap(rule -> egress(rule, null)),
                    DeclaredPaths.of(instance.getSpec()).stream()
                        .flatMap(CiliumNetworkPolicies::named))
                .flatMap(rules -> rules)
                .toList(),
            ClosedToNames.of(
                    instance.getSpec(),
                    Stream.concat(
                            resolvers.stream().map(NetworkPolicies::clusterDns),
                            same.getSpec().getEgress().stream())
                        .toList())
                .toList());
    GenericKubernetesResource policy = new GenericKubernetesResource();
    policy.setApiVersion(API_VERSION);
    policy.setKind(KIND);
    policy.setMetadata(same.getMetadata());
    policy.setAdditionalProperty(
        "spec", new ObjectMapper().convertValue(spec, new TypeReference<Map<String, Object>>() {}));
    return policy;
  }

  /** Why Cilium rejects a policy that the API server has accepted (cilium/cilium#26384). */
  public static Optional<String> fault(GenericKubernetesResource policy) {
    JsonNode conditions =
        new ObjectMapper().valueToTree(policy.getAdditionalProperties()).at("/status/conditions");
    return StreamSupport.stream(conditions.spliterator(), false)
        .filter(condition -> condition.path("type").asText().equals("Valid"))
        .filter(condition -> condition.path("status").asText().equals("False"))
        .map(condition -> condition.path("message").asText())
        .findFirst();
  }

  private static Stream<Ingress> ingress(NetworkPolicyIngressRule rule) {
    List<PortRule> ports = ports(rule.getPorts(), null);
    List<Block> blocks = blocks(rule.getFrom());
    List<NetworkPolicyPeer> from = new ArrayList<>(rule.getFrom());
    boolean includesCluster = from.remove(PolicyPeers.EVERY_POD);
    List<LabelSelector> pods = pods(from);
    return Stream.of(
            blocks.isEmpty() ? null : new Ingress(null, blocks, null, ports),
            includesCluster ? new Ingress(null, null, List.of("cluster"), ports) : null,
            pods.isEmpty() ? null : new Ingress(pods, null, null, ports))
        .filter(Objects::nonNull);
  }

  private static Stream<Egress> egress(NetworkPolicyEgressRule rule, Seen seen) {
    List<PortRule> ports = ports(rule.getPorts(), seen);
    List<Block> blocks = blocks(rule.getTo());
    List<LabelSelector> pods = pods(rule.getTo());
    return Stream.of(
            blocks.isEmpty() ? null : new Egress(null, blocks, null, null, ports),
            pods.isEmpty() ? null : new Egress(pods, null, null, null, ports))
        .filter(Objects::nonNull);
  }

  /** A node is no network to Cilium. */
  private static Stream<Egress> clusterDns(ClusterResolver resolver) {
    NetworkPolicyEgressRule rule = NetworkPolicies.clusterDns(resolver);
    List<String> nodes = nodes(resolver);
    return Stream.concat(
        egress(rule, EVERY_QUESTION),
        nodes.isEmpty()
            ? Stream.empty()
            : Stream.of(
                new Egress(null, null, nodes, null, ports(rule.getPorts(), EVERY_QUESTION))));
  }

  /** A link-local resolver runs on the gateway's own node, another one on any. */
  private static List<String> nodes(ClusterResolver resolver) {
    if (resolver.onNodes()) {
      return List.of("host", "remote-node");
    }
    return resolver.addresses().stream()
            .anyMatch(address -> Cidr.literal(address).isLinkLocalAddress())
        ? List.of("host")
        : List.of();
  }

  private static Stream<Egress> named(DeclaredPath declared) {
    return declared.isInbound() || declared.hosts().isEmpty()
        ? Stream.empty()
        : Stream.of(
            new Egress(
                null,
                null,
                null,
                declared.hosts().stream()
                    .map(host -> host.toLowerCase(Locale.ROOT))
                    .distinct()
                    .sorted()
                    .map(host -> new Name(host, null))
                    .toList(),
                List.of(new PortRule(List.of(Port.of(declared.path())), null))));
  }

  private static List<Block> blocks(List<NetworkPolicyPeer> peers) {
    return peers.stream()
        .map(NetworkPolicyPeer::getIpBlock)
        .filter(Objects::nonNull)
        .map(block -> new Block(block.getCidr(), block.getExcept()))
        .toList();
  }

  private static List<LabelSelector> pods(List<NetworkPolicyPeer> peers) {
    return peers.stream()
        .filter(peer -> peer.getIpBlock() == null)
        .map(CiliumSelectors::pods)
        .toList();
  }

  private static List<PortRule> ports(List<NetworkPolicyPort> ports, Seen seen) {
    return List.of(new PortRule(ports.stream().map(Port::of).toList(), seen));
  }
}
