package io.esgoperator.gateway;

import io.esgoperator.model.Path;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.stream.Stream;

/**
 * The gateway as it runs in the cluster. Policies see a connection after the Service's translation,
 * so an inbound path must be open at the container's port, whatever the Service's or node's port is
 * (policy-semantics.md, post-DNAT).
 *
 * @param readyPods its own pods that are ready, without probes
 * @param otherPods its own pods that are not ready
 * @param services those of its namespace that select it
 * @param peers the Services before peers of its outbound paths that lead to another port
 */
public record Gateway(
    List<Pod> readyPods, List<Pod> otherPods, List<Service> services, List<PeerService> peers) {
  /** One whose peers are behind no Service. */
  public Gateway(List<Pod> readyPods, List<Pod> otherPods, List<Service> services) {
    this(readyPods, otherPods, services, List.of());
  }

  public static Gateway unknown() {
    return new Gateway(List.of(), List.of(), List.of());
  }

  /** All of its own pods, ready ones first. */
  public List<Pod> pods() {
    return Stream.concat(readyPods.stream(), otherPods.stream()).toList();
  }

  /**
   * The ports at which the pods accept an inbound path, sorted: numbers, or a name while no pod
   * gives its number. Without a Service or a port of the node it is the path's own port.
   */
  public List<IntOrString> portsOf(Path path) {
    return orOwn(
        Stream.concat(
                carrying(path).flatMap(port -> PodPorts.of(port, pods())),
                pods().stream()
                    .flatMap(pod -> PodPorts.behindNode(path, pod))
                    .map(IntOrString::new))
            .sorted(PodPorts.ORDER),
        new IntOrString(path.port()));
  }

  /** The ports at which this pod accepts an inbound path. */
  public List<Integer> portsOf(Path path, Pod pod) {
    return orOwn(
        Stream.concat(
                carrying(path).flatMap(port -> PodPorts.numbers(port, pod)),
                PodPorts.behindNode(path, pod))
            .sorted(),
        path.port());
  }

  /** The Services before peers that an outbound path may use. */
  public Stream<PeerService> peersOf(Path path) {
    return peers.stream().filter(peer -> peer.carries(path));
  }

  /** The ports at which a pod of a peer accepts an outbound path. */
  public List<Integer> portsOfPeer(Path path, Pod peer) {
    return orOwn(peersOf(path).flatMap(service -> service.portsOf(peer)).sorted(), path.port());
  }

  private static <T> List<T> orOwn(Stream<T> ports, T own) {
    List<T> found = ports.distinct().toList();
    return found.isEmpty() ? List.of(own) : found;
  }

  /** Whether the pods accept an inbound path at a policy's port, by number or name. */
  public boolean takes(Path path, IntOrString port) {
    List<Pod> naming =
        pods().stream().filter(pod -> PodPorts.numbers(port, pod).findAny().isPresent()).toList();
    return portsOf(path).contains(port)
        || port.getIntVal() == null
            && !naming.isEmpty()
            && naming.stream()
                .allMatch(
                    pod -> PodPorts.numbers(port, pod).allMatch(portsOf(path, pod)::contains));
  }

  /** The Services that accept an inbound path at its own port. */
  public List<Service> servicesOf(Path path) {
    return services.stream()
        .filter(
            service ->
                service.getSpec().getPorts().stream()
                    .anyMatch(port -> PodPorts.carries(port, path)))
        .toList();
  }

  private Stream<ServicePort> carrying(Path path) {
    return services.stream()
        .flatMap(service -> service.getSpec().getPorts().stream())
        .filter(port -> PodPorts.carries(port, path));
  }
}
