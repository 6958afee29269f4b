package io.esgoperator.netpol.read;

import io.esgoperator.netpol.rule.LabelQuery;
import io.esgoperator.netpol.rule.LabelQuery.Requirement;
import io.esgoperator.netpol.rule.PodQuery;
import io.esgoperator.netpol.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pods that one spec of a Cilium policy selects. For Cilium the labels of a pod's namespace are
 * among the pod's own, and a key may have the label's source as a prefix.
 */
final class CiliumSelection {
  private static final String NAMESPACE = "io.kubernetes.pod.namespace";
  private static final String NAMESPACE_LABEL = "io.cilium.k8s.namespace.labels.";

  private CiliumSelection() {}

  /** Empty where it selects nodes. */
  static Optional<PodQuery> of(Map<?, ?> spec, String namespace) {
    if (spec.containsKey("nodeSelector") && !spec.containsKey("endpointSelector")) {
      return Optional.empty();
    }
    return Optional.of(
        AdminPolicyReading.selector(spec.get("endpointSelector"))
            .map(selector -> of(LabelQuery.of(selector), namespace))
            .orElseGet(() -> ForeignReading.reach(namespace, LabelQuery.EVERYTHING)));
  }

  /** A requirement that is not understood is left out: it may hold. */
  private static PodQuery of(LabelQuery written, String namespace) {
    List<Requirement> pods = new ArrayList<>();
    List<Requirement> namespaces = new ArrayList<>();
    for (Requirement requirement : written.requirements()) {
      String key = String.valueOf(requirement.key()).replaceFirst("^(k8s|any)[:.]", "");
      if (key.equals(NAMESPACE)) {
        namespaces.add(requirement.on(World.NAMESPACE_NAME));
      } else if (key.startsWith(NAMESPACE_LABEL)) {
        namespaces.add(requirement.on(key.substring(NAMESPACE_LABEL.length())));
      } else if (requirement.fault() == null
          && !key.startsWith("io.cilium.")
          && !key.contains(":")) {
        pods.add(requirement.on(key));
      }
    }
    if (namespace != null) {
      namespaces.add(Requirement.equality(World.NAMESPACE_NAME, namespace));
    }
    return PodQuery.across(new LabelQuery(namespaces), new LabelQuery(pods));
  }
}
