package io.esgoperator.netpol.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.model.Cidr;
import io.esgoperator.netpol.world.ClusterNode;
import io.esgoperator.netpol.world.GeneratedLabels;
import io.esgoperator.netpol.world.NamedPorts;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import io.esgoperator.reading.RunningContainers;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Builds a world from Kubernetes' objects. */
public final class WorldReading {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String TEMPLATE = "/spec/template";

  /** Where each kind that makes pods has their template. */
  private static final Map<String, String> TEMPLATES =
      Map.of(
          "Deployment", TEMPLATE,
          "StatefulSet", TEMPLATE,
          "DaemonSet", TEMPLATE,
          "ReplicaSet", TEMPLATE,
          "ReplicationController", TEMPLATE,
          "Job", TEMPLATE,
          "CronJob", "/spec/jobTemplate/spec/template");

  /**
   * Custom kinds that make pods, by group; they have the template where Kubernetes' own have it.
   */
  private static final Map<String, Set<String>> CUSTOM =
      Map.of(
          "apps.openshift.io", Set.of("DeploymentConfig"),
          "argoproj.io", Set.of("Rollout"),
          "apps.kruise.io", Set.of("CloneSet", "DaemonSet", "StatefulSet"));

  private WorldReading() {}

  /** Whether objects of a custom kind make pods, by a template that is read. */
  public static boolean makesPods(String apiVersion, String kind) {
    return CUSTOM.getOrDefault(apiVersion.replaceFirst("/.*", ""), Set.of()).contains(kind);
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
        namespaces.put(namespace.getMetadata().getName(), labels(namespace.getMetadata()));
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
        labels(node.getMetadata()),
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
    return template(object)
        .map(pods -> workload(object, pods.getMetadata(), pods.getSpec(), List.of()));
  }

  /** The metadata of a pod, or of those that an object makes; none of another object. */
  static Stream<ObjectMeta> pods(HasMetadata object) {
    return object instanceof Pod
        ? Stream.of(object.getMetadata())
        : template(object).flatMap(pods -> Stream.ofNullable(pods.getMetadata()));
  }

  static String namespace(HasMetadata object) {
    return Objects.requireNonNullElse(object.getMetadata().getNamespace(), "default");
  }

  private static Stream<PodTemplateSpec> template(HasMetadata object) {
    boolean hasOne =
        object instanceof GenericKubernetesResource
            ? makesPods(String.valueOf(object.getApiVersion()), object.getKind())
            : TEMPLATES.containsKey(object.getKind());
    if (!hasOne) {
      return Stream.empty();
    }
    JsonNode written = JSON.valueToTree(object);
    return Stream.of(written.at(TEMPLATES.getOrDefault(object.getKind(), TEMPLATE)))
        .filter(JsonNode::isObject)
        .map(template -> JSON.convertValue(template, PodTemplateSpec.class));
  }

  private static Workload workload(
      HasMetadata object, ObjectMeta pods, PodSpec spec, List<InetAddress> addresses) {
    PodSpec known = spec == null ? new PodSpec() : spec;
    return new Workload(
        object.getKind(),
        namespace(object),
        object.getMetadata().getName(),
        GeneratedLabels.of(object.getKind(), object.getMetadata().getName(), labels(pods)),
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

  /** The API server reads a value that is left empty as an empty text. */
  static Map<String, String> labels(ObjectMeta metadata) {
    Map<String, String> labels = new TreeMap<>();
    if (metadata != null && metadata.getLabels() != null) {
      metadata.getLabels().forEach((key, value) -> labels.put(key, value == null ? "" : value));
    }
    return labels;
  }
}
