package io.esgoperator.operator.rounds;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pods of a Job, by all marks that the Job's controller sets. An author of pods in the
 * namespace can set them too, but then there is a second pod beside the controller's own.
 */
record JobPods(Job job) {
  /** Kubernetes before 1.27 sets only the second label. */
  private static final List<String> CONTROLLER_UID =
      List.of("batch.kubernetes.io/controller-uid", "controller-uid");

  /** Kubernetes cuts a name to this length before it adds five letters of its own. */
  private static final int NAME_LENGTH = 58;

  List<Pod> among(Stream<Pod> pods) {
    return pods.filter(this::isControlled)
        .filter(pod -> isLabelled(pod.getMetadata()))
        .filter(pod -> pod.getMetadata().getName().startsWith(prefix()))
        .toList();
  }

  private boolean isControlled(Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream()
        .anyMatch(
            owner ->
                Boolean.TRUE.equals(owner.getController())
                    && "Job".equals(owner.getKind())
                    && Objects.equals(job.getMetadata().getUid(), owner.getUid()));
  }

  private boolean isLabelled(ObjectMeta pod) {
    return Optional.ofNullable(pod.getLabels()).stream()
        .flatMap(labels -> CONTROLLER_UID.stream().map(labels::get))
        .filter(Objects::nonNull)
        .findFirst()
        .filter(uid -> uid.equals(job.getMetadata().getUid()))
        .isPresent();
  }

  private String prefix() {
    String name = job.getMetadata().getName() + "-";
    return name.substring(0, Math.min(NAME_LENGTH, name.length()));
  }
}
