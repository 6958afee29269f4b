package io.esgoperator.cli.diff;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.manifest.Written;
import io.esgoperator.netpol.read.WorldReading;
import io.esgoperator.netpol.world.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An object of a cluster after a file was applied over it: what the cluster adds to it stays. */
final class AppliedObject {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AppliedObject() {}

  static Written over(Written live, Written file) {
    HasMetadata now = file.object();
    HasMetadata before = live.object();
    if (now instanceof EsgInstance instance) {
      instance.setStatus(((EsgInstance) before).getStatus());
    } else if (now instanceof Service service) {
      keep(service, (Service) before);
    } else if (now instanceof Pod pod) {
      pod.setStatus(((Pod) before).getStatus());
      pod.getSpec().setNodeName(((Pod) before).getSpec().getNodeName());
    } else if (now instanceof Node node) {
      node.setStatus(((Node) before).getStatus());
    }
    if (now instanceof Namespace || now instanceof Node) {
      Map<String, String> labels = new HashMap<>(labels(before));
      labels.putAll(labels(now));
      now.getMetadata().setLabels(labels);
    }
    return new Written(now, file.places());
  }

  private static void keep(Service now, Service before) {
    now.setStatus(before.getStatus());
    if (now.getSpec().getClusterIP() == null) {
      now.getSpec().setClusterIP(before.getSpec().getClusterIP());
      now.getSpec().setClusterIPs(before.getSpec().getClusterIPs());
    }
  }

  /**
   * The pod that takes a pod's place, with its address, where what makes it is applied: it has the
   * template's labels, and of the pod's own ones those that a controller gives.
   */
  static Pod anew(Pod pod, HasMetadata maker) {
    Labels made = WorldReading.of(List.of(maker)).workloads().get(0).labels();
    Map<String, String> labels = new HashMap<>(labels(pod));
    labels.keySet().retainAll(made.open());
    labels.putAll(made.known());
    return new PodBuilder(pod)
        .editMetadata()
        .withLabels(labels)
        .endMetadata()
        .withSpec(
            JSON.convertValue(JSON.valueToTree(maker).at("/spec/template/spec"), PodSpec.class))
        .editSpec()
        .withNodeName(pod.getSpec().getNodeName())
        .endSpec()
        .build();
  }

  private static Map<String, String> labels(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels == null ? Map.of() : labels;
  }
}
