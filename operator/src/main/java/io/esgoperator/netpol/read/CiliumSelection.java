package io.esgoperator.netpol.read;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.LabelQuery;
import io.esgoperator.netpol.rule.LabelQuery.Requirement;
import io.esgoperator.netpol.rule.PodQuery;
import io.esgoperator.netpol.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pods that one spec of a Cilium policy selects. For Cilium the labels of a pod's namespace are
 * among the pod's own, and a key may have the label's source as a prefix.
 */
final class CiliumSelection {
  private static final String NAMESPACE = "io.kubernetes.pod.namespace";
  private static final String NAMESPACE_LABEL = "io.cilium.k8s.namespace.labels.";

  private CiliumSelection() {}

  /** None where it selects nodes, or has rules for the other direction alone. */
  static Stream<PodQuery> endpoints(ForeignSpec spec, Direction direction) {
    return spec.has("nodeSelector") && !spec.has("endpointSelector")
            || !hasRules(spec, direction)
                && Stream.of(Direction.values()).anyMatch(other -> hasRules(spec, other))
        ? Stream.empty()
        : Stream.of(pods(spec, null, spec.at("endpointSelector")));
  }

  /** A direction without rules is left as it is (pkg/policy/api/rule_validation.go, Sanitize). */
  private static boolean hasRules(ForeignSpec spec, Direction direction) {
    return (direction == Direction.Outbound
            ? Stream.of("egress", "egressDeny")
            : Stream.of("ingress", "ingressDeny"))
        .anyMatch(field -> !ForeignSpec.items(spec.at(field)).isEmpty());
  }

  /** The pods that a spec selects; empty where a part of its selector is not understood. */
  static Optional<PodQuery> certain(ForeignSpec spec) {
    return AdminPolicyReading.selector(spec.at("endpointSelector"))
        .filter(selector -> !spec.has("nodeSelector"))
        .map(LabelQuery::of)
        .filter(query -> query.requirements().stream().allMatch(CiliumSelection::isUnderstood))
        .map(query -> pods(spec, null, spec.at("endpointSelector")));
  }

  private static boolean isUnderstood(Requirement requirement) {
    String key = key(requirement);
    return key.equals(NAMESPACE) || key.startsWith(NAMESPACE_LABEL) || isOfPod(requirement, key);
  }

  private static boolean isOfPod(Requirement requirement, String key) {
    return requirement.fault() == null && !key.startsWith("io.cilium.") && !key.contains(":");
  }

  private static String key(Requirement requirement) {
    return String.valueOf(requirement.key()).replaceFirst("^(k8s|any)[:.]", "");
  }

  /**
   * What leaves these pods leaves the cluster by another node, and not at all where there is none
   * (docs.cilium.io, network/egress-gateway).
   */
  static Stream<PodQuery> throughGateway(ForeignSpec spec, Direction direction) {
    List<Map<?, ?>> selectors = ForeignSpec.items(spec.at("selectors"));
    return selectors.isEmpty()
        ? Stream.of(spec.all())
        : selectors.stream()
            .map(one -> pods(spec, one.get("namespaceSelector"), one.get("podSelector")));
  }

  /**
   * What any pod sends to an address goes to a pod of its node instead. By a Service, it only
   * chooses other pods behind it (docs.cilium.io, network/kubernetes/local-redirect-policy).
   */
  static Stream<PodQuery> redirected(ForeignSpec spec, Direction direction) {
    return spec.at("redirectFrontend", "serviceMatcher") != null
            && spec.at("redirectFrontend", "addressMatcher") == null
        ? Stream.empty()
        : Stream.of(spec.all());
  }

  /** A requirement that is not understood is left out: it may hold. */
  private static PodQuery pods(ForeignSpec spec, Object namespaceSelector, Object selector) {
    List<Requirement> pods = new ArrayList<>();
    List<Requirement> namespaces =
        new ArrayList<>(ForeignSpec.query(namespaceSelector).requirements());
    for (Requirement requirement : ForeignSpec.query(selector).requirements()) {
      String key = key(requirement);
      if (key.equals(NAMESPACE)) {
        namespaces.add(requirement.on(World.NAMESPACE_NAME));
      } else if (key.startsWith(NAMESPACE_LABEL)) {
        namespaces.add(requirement.on(key.substring(NAMESPACE_LABEL.length())));
      } else if (isOfPod(requirement, key)) {
        pods.add(requirement.on(key));
      }
    }
    return spec.pods(new LabelQuery(namespaces), new LabelQuery(pods));
  }
}
