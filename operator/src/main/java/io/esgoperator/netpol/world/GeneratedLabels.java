package io.esgoperator.netpol.world;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Labels that controllers of Kubernetes 1.36 add to the pods that they make (apps/v1/types.go,
 * batch/v1/types.go): a template has none of them.
 */
public final class GeneratedLabels {
  // spotless:off
  private static final Set<String> OF_JOBS =
      Set.of(
          "batch.kubernetes.io/job-name", "batch.kubernetes.io/controller-uid",
          "job-name", "controller-uid", "batch.kubernetes.io/job-completion-index");

  private static final Map<String, Set<String>> BY_KIND =
      Map.of(
          "Deployment",  Set.of("pod-template-hash"),
          "StatefulSet", Set.of("statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index", "controller-revision-hash"),
          "DaemonSet",   Set.of("controller-revision-hash", "pod-template-generation"),
          "Job",         OF_JOBS,
          "CronJob",     OF_JOBS);
  // spotless:on

  private GeneratedLabels() {}

  /** Labels of the pods that an object makes; of a pod its own. */
  public static Labels of(String kind, String name, Map<String, String> template) {
    Map<String, String> known = new HashMap<>(template);
    if (kind.equals("Job")) {
      known.put("batch.kubernetes.io/job-name", name);
      known.put("job-name", name);
    }
    return new Labels(known, true, BY_KIND.getOrDefault(kind, Set.of()));
  }
}
