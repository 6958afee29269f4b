package io.esgoperator.audit;

import io.esgoperator.catalog.Direction;
import io.esgoperator.catalog.Family;
import io.esgoperator.catalog.Transport;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/** The NetworkPolicies of one namespace, as they bind its pods. */
public final class PodPolicies {
  private final String namespace;
  private final Evaluator evaluator;
  private final Workload gateway;

  /**
   * Reads policies.
   *
   * @param policies of one namespace
   * @param gatewayLabels the labels of the gateway's pods
   */
  public PodPolicies(List<NetworkPolicy> policies, Map<String, String> gatewayLabels) {
    namespace =
        policies.stream().findFirst().map(NetworkPolicyReading::namespace).orElse("default");
    gateway = pod(gatewayLabels);
    evaluator =
        Evaluator.of(new World(Map.of(), List.of(gateway), List.of(), List.copyOf(policies)));
  }

  /** All that bind this gateway in a world, of every kind. */
  public PodPolicies(Evaluator evaluator, Workload gateway) {
    this.namespace = gateway.namespace();
    this.gateway = gateway;
    this.evaluator = evaluator;
  }

  /** Those that bind a pod with these labels in one direction, by name. */
  public List<PolicyRef> on(Map<String, String> labels, Direction direction) {
    return evaluator.selecting(pod(labels), direction);
  }

  /** What those on the gateway say of a connection that leaves it. */
  public StaticReading read(InetAddress peer, Transport transport, int port) {
    return StaticReading.of(
        evaluator
            .rule(
                new Connection(
                    gateway,
                    new Endpoint.Somebody(peer),
                    Protocol.of(transport),
                    port,
                    Family.of(peer)))
            .egress());
  }

  /** Whether their text keeps the gateway from a connection. */
  public boolean closes(InetAddress peer, Transport transport, int port) {
    return read(peer, transport, port).kind() == StaticReading.Kind.Closed;
  }

  /** Whether they bind the gateway and their text lets nobody at all reach a TCP port of it. */
  public boolean shut(int port) {
    return evaluator.shuts(gateway, Protocol.TCP, port);
  }

  /** What binds the gateway. */
  Bindings onGateway(Direction direction) {
    return evaluator.bindings(gateway, direction);
  }

  private Workload pod(Map<String, String> labels) {
    return new Workload(
        "Pod", namespace, "gateway", Labels.of(labels), List.of(), NamedPorts.UNKNOWN, false, null);
  }
}
