package io.esgoperator.operator.rounds;

import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.Map;
import java.util.TreeMap;

/** Restricts a pod to Linux nodes: the image does not run on other systems. */
final class LinuxNodes {
  private static final String SYSTEM = "kubernetes.io/os";

  private LinuxNodes() {}

  /** Adds this requirement to those that the pod has already. */
  static void only(PodSpec pod) {
    Map<String, String> nodes = new TreeMap<>();
    if (pod.getNodeSelector() != null) {
      nodes.putAll(pod.getNodeSelector());
    }
    nodes.put(SYSTEM, "linux");
    pod.setNodeSelector(nodes);
  }
}
