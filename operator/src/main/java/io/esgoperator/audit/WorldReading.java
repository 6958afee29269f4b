package io.esgoperator.audit;

import io.esgoperator.catalog.Cidr;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads Kubernetes' objects into a world. */
final class WorldReading {
  private WorldReading() {}

  static World of(Collection<? extends HasMetadata> objects) {
    Map<String, Map<String, String>> namespaces = new TreeMap<>();
    for (HasMetadata object : objects) {
      if (object instanceof Namespace namespace) {
        namespaces.put(namespace.getMetadata().getName(), labels(namespace.getMetadata()));
      }
    }
    return new World(
        namespaces,
        objects.stream().flatMap(object -> workload(object).stream()).toList(),
        objects.stream().filter(Node.class::isInstance).map(node -> node((Node) node)).toList(),
        objects.stream().filter(WorldReading::isPolicy).map(HasMetadata.class::cast).toList());
  }

  private static boolean isPolicy(HasMetadata object) {
    return object instanceof NetworkPolicy;
  }

  private static ClusterNode node(Node node) {
    return new ClusterNode(
        node.getMetadata().getName(),
        labels(node.getMetadata()),
        node.getStatus() == null
            ? List.of()
            : node.getStatus().getAddresses().stream()
                .filter(address -> Cidr.isLiteral(address.getAddress()))
                .map(address -> Cidr.literal(address.getAddress()))
                .toList());
  }

  private static Optional<Workload> workload(HasMetadata object) {
    if (object instanceof Pod pod) {
      return isFinished(pod)
          ? Optional.empty()
          : Optional.of(
              workload(pod, Labels.of(labels(pod.getMetadata())), pod.getSpec(), addresses(pod)));
    }
    return template(object)
        .map(
            template ->
                workload(
                    object,
                    Labels.of(labels(template.getMetadata())),
                    template.getSpec(),
                    List.of()));
  }

  private static Optional<PodTemplateSpec> template(HasMetadata object) {
    PodTemplateSpec template = null;
    if (object instanceof Deployment deployment) {
      template = deployment.getSpec().getTemplate();
    } else if (object instanceof StatefulSet set) {
      template = set.getSpec().getTemplate();
    } else if (object instanceof DaemonSet set) {
      template = set.getSpec().getTemplate();
    } else if (object instanceof ReplicaSet set) {
      template = set.getSpec().getTemplate();
    } else if (object instanceof Job job) {
      template = job.getSpec().getTemplate();
    } else if (object instanceof CronJob cronJob) {
      template = cronJob.getSpec().getJobTemplate().getSpec().getTemplate();
    }
    return Optional.ofNullable(template);
  }

  private static Workload workload(
      HasMetadata object, Labels labels, PodSpec spec, List<InetAddress> addresses) {
    PodSpec known = spec == null ? new PodSpec() : spec;
    return new Workload(
        object.getKind(),
        object.getMetadata().getNamespace() == null
            ? "default"
            : object.getMetadata().getNamespace(),
        object.getMetadata().getName(),
        labels,
        addresses,
        containers(known).flatMap(WorldReading::ports).toList(),
        Boolean.TRUE.equals(known.getHostNetwork()),
        known.getNodeName());
  }

  /** Those that run as long as the pod does. */
  private static Stream<Container> containers(PodSpec spec) {
    return Stream.concat(
        spec.getContainers().stream(),
        spec.getInitContainers().stream()
            .filter(container -> "Always".equals(container.getRestartPolicy())));
  }

  private static Stream<Workload.NamedPort> ports(Container container) {
    return container.getPorts().stream()
        .filter(port -> port.getName() != null)
        .flatMap(
            port ->
                PolicyReading.protocol(port.getProtocol()).stream()
                    .map(
                        protocol ->
                            new Workload.NamedPort(
                                port.getName(), protocol, port.getContainerPort())));
  }

  /** A finished pod's address may be another's by now (cloudnativelabs/kube-router#1056). */
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

  private static Map<String, String> labels(ObjectMeta metadata) {
    return metadata == null || metadata.getLabels() == null ? Map.of() : metadata.getLabels();
  }
}
