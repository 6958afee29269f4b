package io.esgoperator.audit;

import io.esgoperator.catalog.Direction;
import io.esgoperator.catalog.Family;
import io.esgoperator.catalog.Transport;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All policies that bind a gateway's pods, and the other pods of its namespace, in one world. */
public final class PodPolicies {
  private final Evaluator evaluator;
  private final Workload gateway;

  public PodPolicies(Evaluator evaluator, Workload gateway) {
    this.evaluator = evaluator;
    this.gateway = gateway;
  }

  /** Those on the pods of a namespace with these labels. */
  public static PodPolicies of(World world, String namespace, Map<String, String> gatewayLabels) {
    return new PodPolicies(
        Evaluator.of(world), pod(namespace, "gateway", Labels.of(gatewayLabels)));
  }

  /** The same, and one more. */
  PodPolicies with(HasMetadata policy) {
    return new PodPolicies(
        Evaluator.of(evaluator.world().with(List.of(), List.of(policy))), gateway);
  }

  /**
   * The same without some of the administrators'.
   *
   * @param titles their kinds and names
   */
  public PodPolicies without(Set<String> titles) {
    World world = evaluator.world();
    return new PodPolicies(
        Evaluator.of(
            new World(
                world.namespaces(),
                world.workloads(),
                world.nodes(),
                world.policies().stream()
                    .filter(policy -> !AdminPolicyReading.isOneOf(titles, policy))
                    .toList())),
        gateway);
  }

  /** The NetworkPolicies that isolate a pod with these labels in one direction, by name. */
  public List<PolicyRef> isolating(Map<String, String> labels, Direction direction) {
    return evaluator.bindings(beside(labels), direction).network().bound().stream()
        .map(bound -> bound.policy().ref())
        .toList();
  }

  /** What those on the gateway say of a connection that leaves it. */
  public StaticReading read(InetAddress peer, Transport transport, int port) {
    return read(gateway, peer, transport, port);
  }

  /** What they say of the same connection from a pod beside the gateway with these labels. */
  public StaticReading readBeside(
      Map<String, String> labels, InetAddress peer, Transport transport, int port) {
    return read(beside(labels), peer, transport, port);
  }

  /** What they say of a connection to the gateway from a pod beside it with these labels. */
  public StaticReading readEntering(
      Map<String, String> labels, Transport transport, int port, Family family) {
    return StaticReading.of(
        evaluator
            .rule(new Connection(beside(labels), gateway, Protocol.of(transport), port, family))
            .ingress(),
        evaluator.notEvaluated(gateway));
  }

  private StaticReading read(Workload from, InetAddress peer, Transport transport, int port) {
    return StaticReading.of(
        evaluator
            .rule(
                new Connection(
                    from,
                    new Endpoint.Somebody(peer),
                    Protocol.of(transport),
                    port,
                    Family.of(peer)))
            .egress(),
        evaluator.notEvaluated(from));
  }

  /**
   * Whether the text of NetworkPolicies keeps the gateway from a connection. What another kind
   * denies does not count: a cluster that enforces the one may not know the other.
   */
  public boolean closes(InetAddress peer, Transport transport, int port) {
    StaticReading reading = read(peer, transport, port);
    return reading.kind() == StaticReading.Kind.Closed && reading.tier() == Tier.NetworkPolicy;
  }

  /** Whether they bind the gateway and their text lets nobody at all reach a TCP port of it. */
  public boolean shut(int port) {
    return evaluator.shuts(gateway, Protocol.TCP, port);
  }

  /** The same of a pod beside the gateway with these labels. */
  public boolean shutBeside(Map<String, String> labels, int port) {
    return evaluator.shuts(beside(labels), Protocol.TCP, port);
  }

  /** Those that select the gateway, or may, and are not evaluated. */
  public List<PolicyRef> notEvaluated() {
    return evaluator.notEvaluated(gateway);
  }

  /**
   * Those that select a pod beside the gateway with these labels, or may, and are not evaluated.
   */
  public List<PolicyRef> notEvaluatedBeside(Map<String, String> labels) {
    return evaluator.notEvaluated(beside(labels));
  }

  /** What binds the gateway. */
  Bindings onGateway(Direction direction) {
    return evaluator.bindings(gateway, direction);
  }

  /** What binds a pod beside the gateway with these labels. */
  Bindings beside(Map<String, String> labels, Direction direction) {
    return evaluator.bindings(beside(labels), direction);
  }

  /** Every policy of the world, whatever it selects. */
  List<HasMetadata> all() {
    return evaluator.world().policies();
  }

  /** The gateway's. */
  Map<String, String> labels() {
    return gateway.labels().known();
  }

  /** What they say of a connection to the gateway. */
  Decision admit(Endpoint from, Protocol protocol, int port, Family family) {
    return evaluator
        .rule(new Connection(from, gateway, protocol, port, family))
        .ingress()
        .decision();
  }

  /** Some pod of the gateway's namespace, of which nothing is known. */
  Workload neighbour() {
    return pod(gateway.namespace(), "neighbour", Labels.partly(Map.of()));
  }

  private Workload beside(Map<String, String> labels) {
    return pod(gateway.namespace(), "neighbour", Labels.of(labels));
  }

  private static Workload pod(String namespace, String name, Labels labels) {
    return new Workload("Pod", namespace, name, labels, List.of(), NamedPorts.UNKNOWN, false, null);
  }
}
