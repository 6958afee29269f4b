package io.esgoperator.probe.plan;

import io.esgoperator.gateway.Selectors;
import io.esgoperator.gateway.ServiceAddresses;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Transport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.plan.ClosedNetworks.Kind;
import io.fabric8.kubernetes.api.model.Service;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Decides which targets the outbound probes of one instance may ask.
 *
 * @param services the Services of its namespace, which its users reach anyway; requested only for
 *     an address in a closed network
 * @param ownPods whether an address is that of a pod of its namespace, according to the API server
 *     and not to a name; requested only for an address in a network of pods
 */
public record TargetRule(
    ClosedNetworks networks, Supplier<List<Service>> services, Predicate<InetAddress> ownPods) {
  /** Kinds of networks that hold nothing but pods. */
  private static final Set<Kind> OF_PODS = EnumSet.of(Kind.Pods, Kind.Cluster);

  /** A load balancer's address may be that of a node, and this node may run the API server. */
  private static final Set<Kind> OF_SERVICES =
      EnumSet.of(Kind.Services, Kind.ApiServer, Kind.Node, Kind.Pods, Kind.Cluster);

  /**
   * The kind of network for which a declared or resolved peer is not asked; empty where it may be.
   */
  public Optional<Kind> closes(ProbePlan.Peer peer, Transport transport) {
    List<Kind> around = around(peer);
    return around.isEmpty()
            || OF_PODS.containsAll(around) && ownPods.test(Cidr.literal(peer.address()))
            || OF_SERVICES.containsAll(around)
                && isOwnService(peer, transport, around.contains(Kind.ApiServer))
        ? Optional.empty()
        : around.stream().findFirst();
  }

  /**
   * The same for a pod that a peer of the instance selects. A pod on its node's network counts as
   * the node.
   */
  public Optional<Kind> closesSelected(ProbePlan.Peer pod) {
    return around(pod).stream().filter(kind -> !OF_PODS.contains(kind)).findFirst();
  }

  private List<Kind> around(ProbePlan.Peer peer) {
    return networks.around(Cidr.literal(peer.address())).toList();
  }

  /**
   * Whether a peer is a port of one of these Services. Behind a load balancer's other ports is the
   * node.
   *
   * @param toPods whether the Service must lead to pods; Service kubernetes does not
   */
  private boolean isOwnService(ProbePlan.Peer peer, Transport transport, boolean toPods) {
    return services.get().stream()
        .filter(service -> carries(service, peer.port(), transport))
        .filter(service -> !toPods || Selectors.selectsPods(service))
        .flatMap(ServiceAddresses::of)
        .flatMap(Cidr::literals)
        .anyMatch(Cidr.literal(peer.address())::equals);
  }

  private static boolean carries(Service service, int port, Transport transport) {
    return service.getSpec() != null
        && service.getSpec().getPorts().stream()
            .anyMatch(
                one ->
                    Integer.valueOf(port).equals(one.getPort())
                        && transport
                            .name()
                            .equals(Objects.requireNonNullElse(one.getProtocol(), "TCP")));
  }
}
