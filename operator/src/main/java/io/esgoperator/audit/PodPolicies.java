package io.esgoperator.audit;

import io.esgoperator.catalog.Direction;
import io.esgoperator.catalog.Transport;
import io.esgoperator.policy.Selectors;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The NetworkPolicies of one namespace, as they bind its pods.
 *
 * @param gatewayLabels the labels of the gateway's pods
 */
public record PodPolicies(List<NetworkPolicy> policies, Map<String, String> gatewayLabels) {

  /** Those that bind a pod with these labels in one direction, by name. */
  public List<NetworkPolicy> on(Map<String, String> labels, Direction direction) {
    return policies.stream()
        .filter(policy -> Selectors.matches(policy.getSpec().getPodSelector(), labels))
        .filter(policy -> policy.getSpec().getPolicyTypes().contains(type(direction)))
        .sorted(Comparator.comparing(policy -> policy.getMetadata().getName()))
        .toList();
  }

  public List<NetworkPolicy> onGateway(Direction direction) {
    return on(gatewayLabels, direction);
  }

  /** What those on the gateway say of a connection that leaves it. */
  public StaticReading read(InetAddress peer, Transport transport, int port) {
    return StaticReading.of(onGateway(Direction.Outbound), peer, transport, port);
  }

  /** Whether their text keeps the gateway from a connection. */
  public boolean closes(InetAddress peer, Transport transport, int port) {
    return read(peer, transport, port).kind() == StaticReading.Kind.Closed;
  }

  /** Whether they bind the gateway and their text lets nobody at all reach a TCP port of it. */
  public boolean shut(int port) {
    List<NetworkPolicy> binding = onGateway(Direction.Inbound);
    return !binding.isEmpty()
        && binding.stream()
            .flatMap(policy -> policy.getSpec().getIngress().stream())
            .noneMatch(rule -> StaticReading.mayOpen(rule.getPorts(), Transport.TCP, port));
  }

  /** As policyTypes calls it. */
  static String type(Direction direction) {
    return direction == Direction.Outbound ? "Egress" : "Ingress";
  }
}
