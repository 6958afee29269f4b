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
import java.util.regex.Pattern;

/** The kinds that matter for connections. */
final class Kinds {
  /** Those with a class of its own, each in the one version that is read. */
  private static final List<Class<? extends HasMetadata>> KNOWN =
      List.of(
          EsgInstance.class,
          NetworkPolicy.class,
          Namespace.class,
          Node.class,
          Pod.class,
          Service.class,
          ReplicationController.class,
          Deployment.class,
          StatefulSet.class,
          DaemonSet.class,
          ReplicaSet.class,
          Job.class,
          CronJob.class);

  /** The core's group has no name, and one version. */
  private static final Pattern VERSIONED = Pattern.compile("v1|[^/]+/[^/]+");

  private Kinds() {}

  /** Whether a group is Kubernetes' own: another group may have a kind of the same name. */
  private static boolean isKubernetes(String group) {
    return !group.contains(".") || group.equals("networking.k8s.io");
  }

  /** The class for an object; empty where its kind does not matter for connections. */
  static Optional<Class<? extends HasMetadata>> of(Manifest manifest, CustomKinds custom)
      throws BadInputException {
    for (Class<? extends HasMetadata> known : KNOWN) {
      boolean same = known.getSimpleName().equals(manifest.kind());
      if (same && HasMetadata.getApiVersion(known).equals(manifest.apiVersion())) {
        return Optional.of(known);
      }
      if (same
          && (HasMetadata.getGroup(known).equals(manifest.group())
              || isKubernetes(manifest.group()))) {
        throw new BadInputException(
            manifest.place(List.of("apiVersion")),
            "the apiVersion %s of a %s is not known: write %s."
                .formatted(
                    manifest.apiVersion(), manifest.kind(), HasMetadata.getApiVersion(known)));
      }
    }
    if (!VERSIONED.matcher(manifest.apiVersion()).matches()) {
      throw new BadInputException(
          manifest.place(List.of("apiVersion")),
          "the apiVersion %s has no version: write group and version, such as networking.k8s.io/v1."
              .formatted(manifest.apiVersion()));
    }
    Optional<String> fault =
        BuiltInKinds.fault(manifest.apiVersion(), manifest.kind())
            .or(() -> custom.fault(manifest.apiVersion(), manifest.kind()));
    if (fault.isPresent()) {
      throw new BadInputException(manifest.place(List.of("kind")), fault.get());
    }
    return custom.isRead(manifest.apiVersion(), manifest.kind())
        ? Optional.of(GenericKubernetesResource.class)
        : Optional.empty();
  }
}
