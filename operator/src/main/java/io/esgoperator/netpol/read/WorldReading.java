package io.esgoperator.netpol.read;

import io.esgoperator.model.Cidr;
import io.esgoperator.netpol.world.ClusterNode;
import io.esgoperator.netpol.world.GeneratedLabels;
import io.esgoperator.netpol.world.NamedPorts;
import io.esgoperator.netpol.world.PodTemplates;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import io.esgoperator.reading.RunningContainers;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Builds a world from Kubernetes' objects. */
public final class WorldReading {
  private WorldReading() {}

  /** Whether objects of a custom kind make pods, by a template that is read. */
  public static boolean makesPods(String apiVersion, String kind) {
    return PodTemplates.isCustom(apiVersion, kind);
  }

  /**
   * Reads the objects that concern policies and ignores the others.
   *
   * @throws IllegalArgumentException with a sentence, where an object has no name, or a pod has an
   *     invalid address
   */
  public static World of(Collection<? extends HasMetadata> objects) {
    objects.forEach(WorldReading::checkName);
    Map<String, Map<String, String>> namespaces = new TreeMap<>();
    for (HasMetadata object : objects) {
      if (object instanceof Namespace namespace) {
        namespaces.put(
            namespace.getMetadata().getName(), PodTemplates.labels(namespace.getMetadata()));
      }
    }
    return new World(
        namespaces,
        objects.stream().flatMap(WorldReading::workload).toList(),
        objects.stream().filter(Node.class::isInstance).map(node -> node((Node) node)).toList(),
        objects.stream()
            .filter(object -> PolicyKinds.isPolicy(object) || AnnotatedPods.isOne(object))
            .map(HasMetadata.class::cast)
            .toList());
  }

  private static void checkName(HasMetadata object) {
    if (object.getMetadata() == null || object.getMetadata().getName() == null) {
      throw new IllegalArgumentException(
          "a %s has no name: write it in metadata.name".formatted(object.getKind()));
    }
  }

  private static ClusterNode node(Node node) {
    return new ClusterNode(
        node.getMetadata().getName(),
        PodTemplates.labels(node.getMetadata()),
        node.getStatus() == null
            ? List.of()
            : node.getStatus().getAddresses().stream()
                .map(NodeAddress::getAddress)
                .filter(Objects::nonNull)
                .filter(Cidr::isLiteral)
                .map(Cidr::literal)
                .toList());
  }

  private static Stream<Workload> workload(HasMetadata object) {
    if (object instanceof Pod pod) {
      return isFinished(pod)
          ? Stream.empty()
          : Stream.of(workload(pod, pod.getMetadata(), pod.getSpec(), addresses(pod)));
    }
    return PodTemplates.of(object)
        .map(pods -> workload(object, pods.getMetadata(), pods.getSpec(), List.of()));
  }

  private static Workload workload(
      HasMetadata object, ObjectMeta pods, PodSpec spec, List<InetAddress> addresses) {
    PodSpec known = spec == null ? new PodSpec() : spec;
    return new Workload(
        object.getKind(),
        PodTemplates.namespace(object),
        object.getMetadata().getName(),
        GeneratedLabels.of(
            object.getKind(), object.getMetadata().getName(), PodTemplates.labels(pods)),
        addresses,
        NamedPorts.of(RunningContainers.of(known).flatMap(WorldReading::ports).toList()),
        Boolean.TRUE.equals(known.getHostNetwork()),
        known.getNodeName());
  }

  private static Stream<NamedPorts.NamedPort> ports(Container container) {
    return container.getPorts().stream()
        .filter(port -> port.getName() != null || port.getHostPort() != null)
        .filter(port -> port.getContainerPort() != null)
        .flatMap(
            port ->
                PolicyReading.protocol(port.getProtocol()).stream()
                    .map(
                        protocol ->
                            new NamedPorts.NamedPort(
                                Objects.requireNonNullElse(port.getName(), ""),
                                protocol,
                                port.getContainerPort(),
                                port.getHostPort())));
  }

  /**
   * A finished pod's address may belong to another pod by now (cloudnativelabs/kube-router#1056).
   */
  private static boolean isFinished(Pod pod) {
    return pod.getStatus() != null
        && ("Succeeded".equals(pod.getStatus().getPhase())
            || "Failed".equals(pod.getStatus().getPhase()));
  }

  private static List<InetAddress> addresses(Pod pod) {
    return pod.getStatus() == null
        ? List.of()
        : Stream.concat(
                pod.getStatus().getPodIPs().stream().map(PodIP::getIp),
                Stream.of(pod.getStatus()).map(status -> status.getPodIP()))
            .filter(Objects::nonNull)
            .map(Cidr::literal)
            .distinct()
            .toList();
  }
}
