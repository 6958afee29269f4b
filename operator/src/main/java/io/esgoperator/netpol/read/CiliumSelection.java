package io.esgoperator.netpol.read;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.LabelQuery;
import io.esgoperator.netpol.rule.LabelQuery.Requirement;
import io.esgoperator.netpol.rule.PodQuery;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The pods that one spec of a Cilium policy selects. */
final class CiliumSelection {
  private CiliumSelection() {}

  /**
   * The pods that a CiliumNetworkPolicy or its cluster-wide sister selects. A policy of one
   * namespace puts its own in the place of one that its selector names as {@code
   * k8s:io.kubernetes.pod.namespace} (cilium/cilium v1.20.2: pkg/k8s/apis/cilium.io/utils/utils.go,
   * ParseToCiliumRule).
   */
  static PodQuery endpoints(ForeignSpec spec) {
    LabelSelector selector =
        AdminPolicyReading.selector(spec.at("endpointSelector")).orElseGet(LabelSelector::new);
    return pods(
        spec,
        LabelQuery.EVERYTHING,
        LabelQuery.of(
            spec.namespace() == null
                ? selector
                : new LabelSelectorBuilder(selector)
                    .removeFromMatchLabels("k8s:" + CiliumLabels.NAMESPACE)
                    .build()));
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
            .map(
                one ->
                    pods(
                        spec,
                        ForeignSpec.query(one.get("namespaceSelector")),
                        ForeignSpec.query(one.get("podSelector"))));
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

  private static PodQuery pods(ForeignSpec spec, LabelQuery namespaces, LabelQuery selector) {
    CiliumLabels labels = CiliumLabels.of(selector);
    List<Requirement> pods = new ArrayList<>(labels.pods());
    // No pod has a label with such a key.
    pods.addAll(labels.reserved());
    return spec.pods(
        new LabelQuery(
            Stream.concat(namespaces.requirements().stream(), labels.namespaces().stream())
                .toList()),
        new LabelQuery(pods));
  }
}
