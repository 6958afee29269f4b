package io.esgoperator.probe.plan;

import io.esgoperator.api.v1alpha1.AdditionalPath;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.gateway.PodNetwork;
import io.esgoperator.gateway.PodPorts;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Listing;
import io.esgoperator.model.Path;
import io.esgoperator.probe.ProbePlan;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where inbound paths are asked at the gateway's ready pods. A pod on its node's network has every
 * port of the node: of the paths that a tenant adds, those alone are asked there that one of its
 * containers declares.
 *
 * @param gateway with those of its ready pods that are asked
 */
public record InboundTargets(EsgInstanceSpec spec, Gateway gateway) {
  public List<ProbePlan.Peer> of(Path path) {
    return gateway.readyPods().stream()
        .flatMap(
            pod ->
                gateway.portsOf(path, pod).stream()
                    .filter(port -> isAllowed(path, pod, port))
                    .flatMap(port -> peers(pod, port)))
        .toList();
  }

  /**
   * Why no pod is asked on a path although there are some; empty where one is, or there is none.
   */
  public Optional<String> shut(Path path) {
    return of(path).isEmpty() && isLeftOut(path)
        ? Optional.of(sentence(List.of(path)))
        : Optional.empty();
  }

  /**
   * One sentence about all paths that are not asked at all ready pods; empty where there are none.
   */
  public Optional<String> leftOut() {
    List<Path> leftOut =
        DeclaredPaths.of(spec).stream()
            .filter(DeclaredPath::isInbound)
            .map(DeclaredPath::path)
            .filter(this::isLeftOut)
            .toList();
    return leftOut.isEmpty() ? Optional.empty() : Optional.of(sentence(leftOut));
  }

  private boolean isLeftOut(Path path) {
    return gateway.readyPods().stream()
        .anyMatch(
            pod ->
                gateway.portsOf(path, pod).stream().anyMatch(port -> !isAllowed(path, pod, port)));
  }

  private boolean isAllowed(Path path, Pod pod, int port) {
    return !isAdded(path) || !PodNetwork.isOfItsNode(pod) || declares(pod, path, port);
  }

  private boolean isAdded(Path path) {
    return spec.additionalPaths().stream()
        .filter(added -> added.direction() == Direction.Inbound)
        .map(AdditionalPath::name)
        .anyMatch(path.name()::equals);
  }

  private static boolean declares(Pod pod, Path path, int port) {
    return PodPorts.declaredBy(pod)
        .filter(
            one ->
                path.transport()
                    .name()
                    .equals(Objects.requireNonNullElse(one.getProtocol(), "TCP")))
        .flatMap(one -> Stream.of(one.getContainerPort(), one.getHostPort()))
        .anyMatch(Integer.valueOf(port)::equals);
  }

  /** A pod's addresses as peers at a port. */
  public static Stream<ProbePlan.Peer> peers(Pod pod, int port) {
    return PodNetwork.addresses(pod)
        .map(address -> new ProbePlan.Peer(pod.getMetadata().getName(), address, port));
  }

  private static String sentence(List<Path> leftOut) {
    List<String> names =
        leftOut.stream()
            .map(path -> "%s (%s %d)".formatted(path.name(), path.transport(), path.port()))
            .toList();
    return "Probes do not ask "
        + Listing.of(names)
        + " at a pod that is on its node's network and declares no such port: name the port in a container's ports, or take the path out of spec.additionalPaths.";
  }
}
