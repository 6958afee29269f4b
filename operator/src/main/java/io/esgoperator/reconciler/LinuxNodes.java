package io.esgoperator.reconciler;

import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.Map;
import java.util.TreeMap;

/** The image is one of Linux: on a node of another system the pod would never start. */
final class LinuxNodes {
  private static final String SYSTEM = "kubernetes.io/os";

  private LinuxNodes() {}

  /** Keeps a pod on Linux nodes, beside what it asks of nodes already. */
  static void only(PodSpec pod) {
    Map<String, String> nodes = new TreeMap<>();
    if (pod.getNodeSelector() != null) {
      nodes.putAll(pod.getNodeSelector());
    }
    nodes.put(SYSTEM, "linux");
    pod.setNodeSelector(nodes);
  }
}
