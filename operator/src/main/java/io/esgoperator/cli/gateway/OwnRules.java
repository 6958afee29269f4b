package io.esgoperator.cli.gateway;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Direction;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.RuleRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules of the policy that stands under the name of the operator's own. Another team may have
 * written it, or changed it: its name alone proves nothing.
 *
 * @param standing the policy that counts
 * @param written as the operator would write it
 */
record OwnRules(NetworkPolicy standing, NetworkPolicy written) {
  /** Where no policy is among the objects, the one that the operator would write counts. */
  static OwnRules of(Optional<HasMetadata> found, NetworkPolicy written) {
    return new OwnRules(found.map(NetworkPolicy.class::cast).orElse(written), written);
  }

  /** The peers and ports of a rule of either direction. */
  private record Opened(Set<NetworkPolicyPeer> peers, Set<NetworkPolicyPort> ports) {
    static Opened of(List<NetworkPolicyPeer> peers, List<NetworkPolicyPort> ports) {
      return new Opened(
          Set.copyOf(peers), ports.stream().map(Opened::explicit).collect(Collectors.toSet()));
    }

    private static NetworkPolicyPort explicit(NetworkPolicyPort port) {
      return port.getProtocol() == null
          ? new NetworkPolicyPortBuilder(port).withProtocol("TCP").build()
          : port;
    }

    boolean isIn(Opened other) {
      return !ports.isEmpty() && peers.equals(other.peers) && other.ports.containsAll(ports);
    }

    /** Resolvers, addresses of names and pods behind Services are known to the operator alone. */
    boolean isOfFoundPeers() {
      return !ports.isEmpty() && !peers.isEmpty() && peers.stream().allMatch(Opened::isFound);
    }

    private static boolean isFound(NetworkPolicyPeer peer) {
      return peer.getIpBlock() == null
          || Cidr.network(peer.getIpBlock().getCidr()).filter(Cidr::isSingleAddress).isPresent();
    }
  }

  /** Whether a rule is the standing policy's, and one that the operator writes. */
  boolean follow(RuleRef rule) {
    if (!rule.policy().equals(ref())) {
      return false;
    }
    Direction direction = rule.direction();
    Optional<Opened> opened = rules(standing, direction).skip(rule.index()).findFirst();
    return opened
        .filter(
            one ->
                direction == Direction.Outbound && one.isOfFoundPeers()
                    || rules(written, direction).anyMatch(one::isIn))
        .isPresent();
  }

  private PolicyRef ref() {
    return new PolicyRef(
        standing.getKind(),
        standing.getMetadata().getNamespace(),
        standing.getMetadata().getName());
  }

  private static Stream<Opened> rules(NetworkPolicy policy, Direction direction) {
    return policy.getSpec() == null
        ? Stream.empty()
        : direction == Direction.Outbound
            ? policy.getSpec().getEgress().stream().map(OwnRules::egress)
            : policy.getSpec().getIngress().stream().map(OwnRules::ingress);
  }

  private static Opened egress(NetworkPolicyEgressRule rule) {
    return Opened.of(rule.getTo(), rule.getPorts());
  }

  private static Opened ingress(NetworkPolicyIngressRule rule) {
    return Opened.of(rule.getFrom(), rule.getPorts());
  }
}
