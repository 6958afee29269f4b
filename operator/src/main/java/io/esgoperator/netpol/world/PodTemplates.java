package io.esgoperator.netpol.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The templates of the objects that make pods. */
public final class PodTemplates {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String USUAL = "/spec/template";

  /** Where each kind of Kubernetes' own has its template. */
  private static final Map<String, String> PLACES =
      Map.of(
          "Deployment", USUAL,
          "StatefulSet", USUAL,
          "DaemonSet", USUAL,
          "ReplicaSet", USUAL,
          "ReplicationController", USUAL,
          "Job", USUAL,
          "CronJob", "/spec/jobTemplate/spec/template");

  /** Custom kinds that make pods, by group; their template is at the usual place. */
  private static final Map<String, Set<String>> CUSTOM =
      Map.of(
          "apps.openshift.io", Set.of("DeploymentConfig"),
          "argoproj.io", Set.of("Rollout"),
          "apps.kruise.io", Set.of("CloneSet", "DaemonSet", "StatefulSet"));

  private PodTemplates() {}

  /** Whether objects of a custom kind make pods, by a template that is read. */
  public static boolean isCustom(String apiVersion, String kind) {
    return CUSTOM.getOrDefault(apiVersion.replaceFirst("/.*", ""), Set.of()).contains(kind);
  }

  /** The template of an object; none of one that makes no pods. */
  public static Stream<PodTemplateSpec> of(HasMetadata object) {
    boolean hasOne =
        object instanceof GenericKubernetesResource
            ? isCustom(String.valueOf(object.getApiVersion()), object.getKind())
            : PLACES.containsKey(object.getKind());
    if (!hasOne) {
      return Stream.empty();
    }
    JsonNode written = JSON.valueToTree(object);
    return Stream.of(written.at(PLACES.getOrDefault(object.getKind(), USUAL)))
        .filter(JsonNode::isObject)
        .map(template -> JSON.convertValue(template, PodTemplateSpec.class));
  }

  /** The metadata of a pod, or of those that an object makes; none of another object. */
  public static Stream<ObjectMeta> metadata(HasMetadata object) {
    return object instanceof Pod
        ? Stream.of(object.getMetadata())
        : of(object).flatMap(pods -> Stream.ofNullable(pods.getMetadata()));
  }

  /** The namespace of an object's pods. */
  public static String namespace(HasMetadata object) {
    return Objects.requireNonNullElse(object.getMetadata().getNamespace(), "default");
  }

  /** The API server reads a value that is left empty as an empty text. */
  public static Map<String, String> labels(ObjectMeta metadata) {
    Map<String, String> labels = new TreeMap<>();
    if (metadata != null && metadata.getLabels() != null) {
      metadata.getLabels().forEach((key, value) -> labels.put(key, value == null ? "" : value));
    }
    return labels;
  }
}
