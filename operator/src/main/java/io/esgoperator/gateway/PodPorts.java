package io.esgoperator.gateway;

import io.esgoperator.model.Path;
import io.esgoperator.reading.RunningContainers;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The pods' own ports behind a Service's or a node's ports; policies see only the former. */
public final class PodPorts {
  /** Numbers by size, then names. */
  public static final Comparator<IntOrString> ORDER = Comparator.comparing(PodPorts::text);

  private PodPorts() {}

  /** Numbers, or a name while no pod gives its number. */
  static Stream<IntOrString> of(ServicePort port, List<Pod> pods) {
    IntOrString target = target(port);
    List<IntOrString> numbers =
        pods.stream().flatMap(pod -> numbers(port, pod)).map(IntOrString::new).toList();
    return numbers.isEmpty() ? Stream.of(target) : numbers.stream();
  }

  static Stream<Integer> numbers(ServicePort port, Pod pod) {
    return numbers(target(port), pod);
  }

  /** The number itself, or the numbers that the pod's containers give to the name. */
  static Stream<Integer> numbers(IntOrString target, Pod pod) {
    return target.getIntVal() != null
        ? Stream.of(target.getIntVal())
        : declaredBy(pod)
            .filter(one -> target.getStrVal().equals(one.getName()))
            .map(ContainerPort::getContainerPort);
  }

  /** The ports of the containers that run as long as the pod does. */
  public static Stream<ContainerPort> declaredBy(Pod pod) {
    return RunningContainers.of(pod.getSpec()).flatMap(container -> container.getPorts().stream());
  }

  /** The ports to which a pod's node leads what comes to its own port ({@code hostPort}). */
  static Stream<Integer> behindNode(Path path, Pod pod) {
    return declaredBy(pod)
        .filter(port -> Integer.valueOf(path.port()).equals(port.getHostPort()))
        .filter(port -> isOf(port.getProtocol(), path))
        .map(ContainerPort::getContainerPort);
  }

  /** Whether a connection of a path can go through a Service's port. */
  static boolean carries(ServicePort port, Path path) {
    return port.getPort() == path.port() && isOf(port.getProtocol(), path);
  }

  private static boolean isOf(String protocol, Path path) {
    return protocol == null || protocol.equals(path.transport().name());
  }

  static IntOrString target(ServicePort port) {
    return port.getTargetPort() == null ? new IntOrString(port.getPort()) : port.getTargetPort();
  }

  private static String text(IntOrString port) {
    return port.getIntVal() == null ? port.getStrVal() : "%05d".formatted(port.getIntVal());
  }
}
