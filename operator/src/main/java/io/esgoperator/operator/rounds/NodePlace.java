package io.esgoperator.operator.rounds;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeAffinityBuilder;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.NodeSelectorTermBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PreferredSchedulingTerm;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Leads a probe's pod to nodes, beside the rules on nodes that it has already. */
final class NodePlace {
  /** The API's greatest weight. */
  private static final int WEIGHT = 100;

  private NodePlace() {}

  /**
   * Prefers these nodes, the first one most. A node that is full, closed or tainted does not keep
   * the pod from the next one.
   */
  static void prefer(List<String> nodes, PodSpec pod) {
    if (nodes.isEmpty()) {
      return;
    }
    NodeAffinity affinity = affinity(pod);
    place(
        pod,
        new NodeAffinityBuilder(affinity)
            .withPreferredDuringSchedulingIgnoredDuringExecution(
                Stream.concat(
                        affinity.getPreferredDuringSchedulingIgnoredDuringExecution().stream(),
                        IntStream.range(0, nodes.size())
                            .mapToObj(
                                at ->
                                    new PreferredSchedulingTerm(
                                        new NodeSelectorTerm(
                                            List.of(), List.of(named(nodes.get(at)))),
                                        Math.max(1, WEIGHT - at * WEIGHT / nodes.size()))))
                    .toList())
            .build());
  }

  /**
   * The rules without those that name a node: the controller of a DaemonSet ties each pod to its
   * node so.
   */
  static NodeAffinity ofNoNode(NodeAffinity affinity) {
    NodeSelector required = affinity.getRequiredDuringSchedulingIgnoredDuringExecution();
    if (required == null) {
      return affinity;
    }
    List<NodeSelectorTerm> terms =
        required.getNodeSelectorTerms().stream()
            .map(term -> new NodeSelectorTerm(term.getMatchExpressions(), List.of()))
            .toList();
    // A term without rules selects no node, and one of several terms is enough for a pod.
    boolean isBound = terms.stream().noneMatch(term -> term.getMatchExpressions().isEmpty());
    return new NodeAffinityBuilder(affinity)
        .withRequiredDuringSchedulingIgnoredDuringExecution(
            isBound ? new NodeSelector(terms) : null)
        .build();
  }

  /** Requires a node. */
  static void require(String node, PodSpec pod) {
    NodeAffinity affinity = affinity(pod);
    List<NodeSelectorTerm> terms =
        affinity.getRequiredDuringSchedulingIgnoredDuringExecution() == null
            ? List.of(new NodeSelectorTerm())
            : affinity.getRequiredDuringSchedulingIgnoredDuringExecution().getNodeSelectorTerms();
    place(
        pod,
        new NodeAffinityBuilder(affinity)
            .withRequiredDuringSchedulingIgnoredDuringExecution(
                new NodeSelectorBuilder()
                    .withNodeSelectorTerms(
                        terms.stream()
                            .map(
                                term ->
                                    new NodeSelectorTermBuilder(term)
                                        .addToMatchFields(named(node))
                                        .build())
                            .toList())
                    .build())
            .build());
  }

  /** Requires a node with Linux: the image does not run on other systems. */
  static void requireLinux(PodSpec pod) {
    Map<String, String> nodes =
        new TreeMap<>(Objects.requireNonNullElse(pod.getNodeSelector(), Map.of()));
    nodes.put("kubernetes.io/os", "linux");
    pod.setNodeSelector(nodes);
  }

  private static NodeSelectorRequirement named(String node) {
    return new NodeSelectorRequirement("metadata.name", "In", List.of(node));
  }

  private static NodeAffinity affinity(PodSpec pod) {
    return Optional.ofNullable(pod.getAffinity())
        .map(Affinity::getNodeAffinity)
        .orElseGet(NodeAffinity::new);
  }

  private static void place(PodSpec pod, NodeAffinity nodes) {
    pod.setAffinity(new Affinity(nodes, null, null));
  }
}
