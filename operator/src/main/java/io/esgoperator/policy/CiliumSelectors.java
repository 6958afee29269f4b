package io.esgoperator.policy;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Translates Kubernetes' selectors for Cilium, which has one selector over the labels of pod and
 * namespace, with a prefix for each.
 */
final class CiliumSelectors {
  private static final String NAMESPACE = "k8s:io.kubernetes.pod.namespace";
  private static final String NAMESPACE_LABEL = "k8s:io.cilium.k8s.namespace.labels.";

  private CiliumSelectors() {}

  /** Pods of the policy's own namespace. */
  static LabelSelector pods(LabelSelector selector) {
    return new LabelSelector(
        renamed(selector.getMatchExpressions(), CiliumSelectors::podKey),
        renamed(selector.getMatchLabels(), CiliumSelectors::podKey));
  }

  /** The pods of a peer; Cilium adds the policy's own namespace where the selector names none. */
  static LabelSelector pods(NetworkPolicyPeer peer) {
    LabelSelector pods =
        peer.getPodSelector() == null ? new LabelSelector() : pods(peer.getPodSelector());
    if (peer.getNamespaceSelector() == null) {
      return pods;
    }
    LabelSelector namespaces = peer.getNamespaceSelector();
    Map<String, String> labels =
        renamed(namespaces.getMatchLabels(), CiliumSelectors::namespaceKey);
    labels.putAll(Objects.requireNonNullElse(pods.getMatchLabels(), Map.of()));
    List<LabelSelectorRequirement> expressions =
        new ArrayList<>(renamed(namespaces.getMatchExpressions(), CiliumSelectors::namespaceKey));
    if (isEmpty(namespaces)) {
      expressions.add(new LabelSelectorRequirement(NAMESPACE, "Exists", List.of()));
    }
    expressions.addAll(pods.getMatchExpressions());
    return new LabelSelector(expressions, labels);
  }

  private static boolean isEmpty(LabelSelector selector) {
    return Stream.ofNullable(selector.getMatchLabels()).allMatch(Map::isEmpty)
        && selector.getMatchExpressions().isEmpty();
  }

  private static String podKey(String key) {
    return "k8s:" + key;
  }

  /** Cilium knows a namespace's name by a key of its own. */
  private static String namespaceKey(String key) {
    return key.equals(PolicyPeers.NAMESPACE_NAME) ? NAMESPACE : NAMESPACE_LABEL + key;
  }

  private static Map<String, String> renamed(
      Map<String, String> labels, UnaryOperator<String> renaming) {
    Map<String, String> renamed = new TreeMap<>();
    if (labels != null) {
      labels.forEach((key, value) -> renamed.put(renaming.apply(key), value));
    }
    return renamed;
  }

  private static List<LabelSelectorRequirement> renamed(
      List<LabelSelectorRequirement> expressions, UnaryOperator<String> renaming) {
    return expressions.stream()
        .map(
            one ->
                new LabelSelectorRequirement(
                    renaming.apply(one.getKey()), one.getOperator(), one.getValues()))
        .toList();
  }
}
