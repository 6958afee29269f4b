package io.esgoperator.manifest.kind;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All kinds of those API versions in which objects matter for connections, so that a misspelled one
 * is not taken for one that does not matter (Kubernetes 1.36, {@code kubectl api-resources};
 * network-policy-api 0.1.7 and 0.3.0).
 */
public final class BuiltInKinds {
  // spotless:off
  private static final Map<String, List<String>> BY_VERSION =
      Map.of(
          "v1", List.of(
              "Binding", "ComponentStatus", "ConfigMap", "Endpoints", "Event", "LimitRange", "Namespace", "Node", "PersistentVolume",
              "PersistentVolumeClaim", "Pod", "PodTemplate", "ReplicationController", "ResourceQuota", "Secret", "Service", "ServiceAccount"),
          "apps/v1", List.of("ControllerRevision", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"),
          "batch/v1", List.of("CronJob", "Job"),
          "networking.k8s.io/v1", List.of("IPAddress", "Ingress", "IngressClass", "NetworkPolicy", "ServiceCIDR"),
          "policy.networking.k8s.io/v1alpha1", List.of("AdminNetworkPolicy", "BaselineAdminNetworkPolicy"),
          "policy.networking.k8s.io/v1alpha2", List.of("ClusterNetworkPolicy"),
          "policy.networking.k8s.io/v1beta1", List.of("ClusterNetworkPolicy"),
          "esg-operator.io/v1alpha1", List.of("EsgInstance"));
  // spotless:on

  private BuiltInKinds() {}

  /** Why an API version does not have a kind; empty where it has, or where it is not listed. */
  public static Optional<String> fault(String apiVersion, String kind) {
    List<String> kinds = BY_VERSION.getOrDefault(apiVersion, List.of(kind));
    return kinds.contains(kind)
        ? Optional.empty()
        : Optional.of(
            "%s is no kind of %s: write %s%s."
                .formatted(
                    kind,
                    apiVersion,
                    kinds.size() == 1 ? "" : "one of ",
                    String.join(", ", kinds)));
  }
}
