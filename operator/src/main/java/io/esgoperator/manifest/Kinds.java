package io.esgoperator.manifest;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.manifest.kind.BuiltInKinds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Optional;

/** The kinds that matter for connections. */
final class Kinds {
  private static final List<Known> KNOWN =
      List.of(
          new Known("esg-operator.io", "v1alpha1", EsgInstance.class),
          new Known("networking.k8s.io", "v1", NetworkPolicy.class),
          new Known("", "v1", Namespace.class),
          new Known("", "v1", Node.class),
          new Known("", "v1", Pod.class),
          new Known("", "v1", Service.class),
          new Known("", "v1", ReplicationController.class),
          new Known("apps", "v1", Deployment.class),
          new Known("apps", "v1", StatefulSet.class),
          new Known("apps", "v1", DaemonSet.class),
          new Known("apps", "v1", ReplicaSet.class),
          new Known("batch", "v1", Job.class),
          new Known("batch", "v1", CronJob.class));

  private Kinds() {}

  /** Whether a group is Kubernetes' own: another group may have a kind of the same name. */
  private static boolean isKubernetes(String group) {
    return !group.contains(".") || group.equals("networking.k8s.io");
  }

  /** A kind with a class of its own, in the one version that is read. */
  record Known(String group, String version, Class<? extends HasMetadata> type) {
    String apiVersion() {
      return group.isEmpty() ? version : group + "/" + version;
    }
  }

  /** The class for an object; empty where its kind does not matter for connections. */
  static Optional<Class<? extends HasMetadata>> of(Manifest manifest, CustomKinds custom)
      throws BadInputException {
    for (Known known : KNOWN) {
      boolean same = known.type().getSimpleName().equals(manifest.kind());
      if (same && known.apiVersion().equals(manifest.apiVersion())) {
        return Optional.of(known.type());
      }
      if (same && (known.group().equals(manifest.group()) || isKubernetes(manifest.group()))) {
        throw new BadInputException(
            manifest.place(List.of("apiVersion")),
            "the apiVersion %s of a %s is not known: write %s."
                .formatted(manifest.apiVersion(), manifest.kind(), known.apiVersion()));
      }
    }
    Optional<String> fault = BuiltInKinds.fault(manifest.apiVersion(), manifest.kind());
    if (fault.isPresent()) {
      throw new BadInputException(manifest.place(List.of("kind")), fault.get());
    }
    return custom.isRead(manifest.apiVersion(), manifest.kind())
        ? Optional.of(GenericKubernetesResource.class)
        : Optional.empty();
  }
}
