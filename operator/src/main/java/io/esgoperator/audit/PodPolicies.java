package io.esgoperator.audit;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.model.Transport;
import io.esgoperator.netpol.Bindings;
import io.esgoperator.netpol.Connection;
import io.esgoperator.netpol.Evaluator;
import io.esgoperator.netpol.OpenPort;
import io.esgoperator.netpol.Proof;
import io.esgoperator.netpol.Ruling;
import io.esgoperator.netpol.world.AddressRange;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.Labels;
import io.esgoperator.netpol.world.PolicyEngine;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All policies that select a gateway's pods or other pods of its namespace, in one world. */
public record PodPolicies(Evaluator evaluator, Workload gateway) {
  /**
   * The policies on the pods of a namespace with these labels. Networks hold whatever has an
   * address in them: what the engine makes of that, probes show.
   */
  public static PodPolicies of(World world, String namespace, Map<String, String> gatewayLabels) {
    return new PodPolicies(
        Evaluator.of(world.enforcedBy(PolicyEngine.Other)),
        Workload.pod(namespace, "gateway", Labels.of(gatewayLabels)));
  }

  /** The same policies with another one. */
  PodPolicies with(HasMetadata policy) {
    return new PodPolicies(evaluator.with(policy), gateway);
  }

  /** The same policies without the administrators' of these kinds and names. */
  public PodPolicies without(Set<String> titles) {
    return new PodPolicies(evaluator.without(titles), gateway);
  }

  /** The NetworkPolicies that isolate a pod with these labels in one direction, by name. */
  public List<PolicyRef> isolating(Map<String, String> labels, Direction direction) {
    return evaluator.bindings(beside(labels), direction).isolating();
  }

  /** The reading of the gateway's policies for a connection that leaves it. */
  public StaticReading read(InetAddress peer, Transport transport, int port) {
    return read(gateway, peer, transport, port);
  }

  /** The reading for the same connection from another pod of the namespace, with these labels. */
  public StaticReading readBeside(
      Map<String, String> labels, InetAddress peer, Transport transport, int port) {
    return read(beside(labels), peer, transport, port);
  }

  /** The reading for a connection to the gateway from another pod of the namespace. */
  public StaticReading readEntering(
      Map<String, String> labels, Transport transport, int port, Family family) {
    return StaticReading.of(
        evaluator
            .rule(new Connection(beside(labels), gateway, Protocol.of(transport), port, family))
            .ingress(),
        evaluator.notEvaluated(gateway, Direction.Inbound));
  }

  private StaticReading read(Workload from, InetAddress peer, Transport transport, int port) {
    return StaticReading.of(
        evaluator
            .rule(
                new Connection(
                    from,
                    new Endpoint.Unidentified(peer),
                    Protocol.of(transport),
                    port,
                    Family.of(peer)))
            .egress(),
        evaluator.notEvaluated(from, Direction.Outbound));
  }

  /**
   * Whether the text of NetworkPolicies closes a connection of the gateway. Denials of other kinds
   * do not count: a cluster that enforces NetworkPolicies may not know those kinds.
   */
  public boolean closes(InetAddress peer, Transport transport, int port) {
    return read(peer, transport, port).isClosedByNetworkPolicies();
  }

  /**
   * Whether NetworkPolicies select the gateway and their text closes a TCP port of it for all
   * peers.
   */
  public boolean shut(int port) {
    return shut(Direction.Inbound, port);
  }

  /** The same for connections that arrive or leave. */
  boolean shut(Direction direction, int port) {
    return evaluator.shuts(gateway, direction, Protocol.TCP, port);
  }

  /** The same of a pod beside the gateway with these labels. */
  public boolean shutBeside(Map<String, String> labels, int port) {
    return evaluator.shuts(beside(labels), Direction.Inbound, Protocol.TCP, port);
  }

  /** Policies of kinds that are not evaluated and that may close connections of the gateway. */
  public List<PolicyRef> notEvaluated() {
    return Stream.of(Direction.values())
        .flatMap(direction -> evaluator.notEvaluated(gateway, direction).stream())
        .distinct()
        .toList();
  }

  /** Those that may close what leaves another pod of the namespace, with these labels. */
  public List<PolicyRef> notEvaluatedBeside(Map<String, String> labels) {
    return evaluator.notEvaluated(beside(labels), Direction.Outbound);
  }

  /** Whether a rule, by its number of a port, opens some addresses of a network to the gateway. */
  boolean opens(OpenPort port, Cidr network) {
    Integer number = port.single().map(IntOrString::getIntVal).orElse(null);
    return number != null
        && AddressRange.of(network).split(evaluator.networks(gateway)).stream()
            .map(range -> proof(port, number, new Endpoint.Unidentified(range.address())))
            .anyMatch(
                proof ->
                    proof.decision() == Decision.Allowed && proof.rules().contains(port.rule()));
  }

  private Proof proof(OpenPort port, int number, Endpoint.Unidentified peer) {
    boolean leaves = port.rule().direction() == Direction.Outbound;
    Ruling ruling =
        evaluator.rule(
            new Connection(
                leaves ? gateway : peer,
                leaves ? peer : gateway,
                port.protocol(),
                number,
                Family.of(peer.address())));
    return leaves ? ruling.egress() : ruling.ingress();
  }

  /** The policies that select the gateway. */
  Bindings onGateway(Direction direction) {
    return evaluator.bindings(gateway, direction);
  }

  /** The policies that select a pod beside the gateway with these labels. */
  Bindings beside(Map<String, String> labels, Direction direction) {
    return evaluator.bindings(beside(labels), direction);
  }

  /** Every policy of the world, whatever it selects. */
  List<HasMetadata> all() {
    return evaluator.world().policies();
  }

  Map<String, String> labels() {
    return gateway.labels().known();
  }

  Decision admit(Endpoint from, Protocol protocol, int port, Family family) {
    return evaluator
        .rule(new Connection(from, gateway, protocol, port, family))
        .ingress()
        .decision();
  }

  /** A pod of the gateway's namespace with unknown labels. */
  Workload neighbour() {
    return Workload.pod(gateway.namespace(), "neighbour", Labels.partly(Map.of()));
  }

  private Workload beside(Map<String, String> labels) {
    return Workload.pod(gateway.namespace(), "neighbour", Labels.of(labels));
  }
}
