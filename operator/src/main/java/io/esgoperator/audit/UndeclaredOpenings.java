package io.esgoperator.audit;

import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.catalog.Cidr;
import io.esgoperator.catalog.Direction;
import io.esgoperator.policy.DeclaredPath;
import io.esgoperator.policy.DeclaredPaths;
import io.esgoperator.policy.HostAddresses;
import io.esgoperator.policy.NetworkPolicies;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What NetworkPolicies open to the gateway beyond what its resource declares. Policies add up: what
 * another one opens, the gateway's own does not close.
 */
public record UndeclaredOpenings(EsgInstanceSpec spec, HostAddresses hosts) {

  /**
   * One sentence an opening.
   *
   * @param own name of the policy that follows the declaration
   */
  public List<String> of(PodPolicies policies, String own) {
    return Stream.of(Direction.values())
        .flatMap(direction -> of(policies.onGateway(direction), direction, own))
        .distinct()
        .toList();
  }

  private Stream<String> of(List<NetworkPolicy> binding, Direction direction, String own) {
    return binding.isEmpty()
        ? Stream.of(
            PodPolicies.type(direction)
                + ": everything is open, since no NetworkPolicy binds the gateway.")
        : binding.stream()
            .filter(policy -> !policy.getMetadata().getName().equals(own))
            .flatMap(
                policy ->
                    rules(policy, direction)
                        .flatMap(rule -> undeclared(rule, direction))
                        .map(
                            opening ->
                                "%s: NetworkPolicy %s opens %s."
                                    .formatted(
                                        PodPolicies.type(direction),
                                        policy.getMetadata().getName(),
                                        opening)));
  }

  private static Stream<Rule> rules(NetworkPolicy policy, Direction direction) {
    return direction == Direction.Outbound
        ? policy.getSpec().getEgress().stream().map(rule -> new Rule(rule.getPorts(), rule.getTo()))
        : policy.getSpec().getIngress().stream()
            .map(rule -> new Rule(rule.getPorts(), rule.getFrom()));
  }

  private Stream<String> undeclared(Rule rule, Direction direction) {
    String peers = direction == Direction.Outbound ? " to " : " from ";
    return rule.ports().isEmpty()
        ? Stream.of("every port" + peers + rule.describePeers())
        : rule.ports().stream()
            .filter(port -> !isDeclared(port, rule.peers(), direction))
            .map(port -> describe(port) + peers + rule.describePeers());
  }

  private boolean isDeclared(
      NetworkPolicyPort port, List<NetworkPolicyPeer> peers, Direction direction) {
    return DeclaredPaths.of(spec).stream()
        .filter(declared -> declared.path().direction() == direction)
        .filter(declared -> port.getEndPort() == null && port.getPort() != null)
        .filter(
            declared -> Integer.valueOf(declared.path().port()).equals(port.getPort().getIntVal()))
        .filter(declared -> declared.path().transport().name().equals(protocol(port)))
        .anyMatch(declared -> declared.anywhere() || covers(declared, peers));
  }

  private boolean covers(DeclaredPath declared, List<NetworkPolicyPeer> peers) {
    return !peers.isEmpty()
        && peers.stream()
            .allMatch(
                peer ->
                    peer.getIpBlock() != null
                        && Cidr.parse(peer.getIpBlock().getCidr()).isSingleAddress()
                        && NetworkPolicies.opens(
                            spec,
                            hosts,
                            declared,
                            Cidr.parse(peer.getIpBlock().getCidr()).address()));
  }

  private static String describe(NetworkPolicyPort port) {
    return protocol(port)
        + (port.getPort() == null
            ? ", every port"
            : " "
                + (port.getPort().getIntVal() == null
                    ? port.getPort().getStrVal()
                    : port.getPort().getIntVal())
                + (port.getEndPort() == null ? "" : " to " + port.getEndPort()));
  }

  private static String protocol(NetworkPolicyPort port) {
    return port.getProtocol() == null ? "TCP" : port.getProtocol();
  }

  private record Rule(List<NetworkPolicyPort> ports, List<NetworkPolicyPeer> peers) {
    String describePeers() {
      return peers.isEmpty()
          ? "anywhere"
          : peers.stream().map(Rule::describe).collect(Collectors.joining(", "));
    }

    private static String describe(NetworkPolicyPeer peer) {
      return peer.getIpBlock() == null ? "selected pods" : peer.getIpBlock().getCidr();
    }
  }
}
