package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.Selector;
import io.esgoperator.gateway.OptInLabels;
import io.esgoperator.gateway.Selectors;
import io.esgoperator.operator.cluster.PolicyLabels;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Makes a probe's pod similar to the gateway's pods. The resource's selector may select any pods of
 * the namespace, so the probe takes over nothing that would give it rights.
 *
 * @param policies the label keys that policies use now
 */
public record GatewayLikeness(Supplier<PolicyLabels.Looked> policies) {
  private static final String SYSTEM = "system-";

  /**
   * Those labels of the gateway's pod that some policy may use, so that the same policies select
   * the probe. Without a gateway pod: the labels that the selector needs.
   */
  Map<String, String> labels(Selector selector, List<Pod> gatewayPods) {
    Set<String> own = Selectors.keys(selector);
    Optional<Set<String>> lookedAt = policies.get().keys();
    Map<String, String> labels =
        new TreeMap<>(
            gatewayPods.stream()
                .findFirst()
                .map(pod -> pod.getMetadata().getLabels())
                .orElseGet(Map::of));
    labels
        .keySet()
        .removeIf(
            key ->
                !own.contains(key)
                    && (OptInLabels.has(key)
                        || lookedAt.filter(keys -> !keys.contains(key)).isPresent()));
    return Selectors.matches(selector, labels) ? labels : Selectors.satisfyingLabels(selector);
  }

  /**
   * The gateway's service account, for engines that select by it. Its token is not mounted and the
   * program is the operator's own, so the account gives the probe no rights.
   */
  void account(List<Pod> gatewayPods, PodSpec probe) {
    if (probe.getServiceAccountName() == null && policies.get().account()) {
      of(gatewayPods, PodSpec::getServiceAccountName).ifPresent(probe::setServiceAccountName);
    }
  }

  /**
   * Copies fields that the resource leaves open from the gateway's pod: nodes, pull secrets,
   * priority and DNS. It does not copy rules on the distance between pods, which would keep the
   * probe off the gateway's node, nor one of the system's priorities, which would evict other pods.
   */
  static void place(List<Pod> gatewayPods, PodSpec probe) {
    if (probe.getNodeSelector().isEmpty()) {
      of(gatewayPods, PodSpec::getNodeSelector).ifPresent(probe::setNodeSelector);
    }
    if (probe.getTolerations().isEmpty()) {
      of(gatewayPods, PodSpec::getTolerations).ifPresent(probe::setTolerations);
    }
    if (probe.getPriorityClassName() == null) {
      of(gatewayPods, PodSpec::getPriorityClassName)
          .filter(name -> !name.startsWith(SYSTEM))
          .ifPresent(probe::setPriorityClassName);
    }
    of(gatewayPods, PodSpec::getAffinity)
        .map(Affinity::getNodeAffinity)
        .map(NodePlace::ofNoNode)
        .ifPresent(nodes -> probe.setAffinity(new Affinity(nodes, null, null)));
    of(gatewayPods, PodSpec::getDnsPolicy).ifPresent(probe::setDnsPolicy);
    of(gatewayPods, PodSpec::getDnsConfig).ifPresent(probe::setDnsConfig);
  }

  /** Pull secrets are in the namespace, and only the kubelet reads them. */
  static List<LocalObjectReference> pullSecrets(
      List<String> declared, List<String> ofProbes, List<Pod> gatewayPods) {
    return Stream.concat(
            declared.isEmpty()
                ? of(gatewayPods, PodSpec::getImagePullSecrets).orElseGet(List::of).stream()
                : declared.stream().map(LocalObjectReference::new),
            ofProbes.stream().map(LocalObjectReference::new))
        .distinct()
        .toList();
  }

  private static <T> Optional<T> of(List<Pod> gatewayPods, Function<PodSpec, T> part) {
    return gatewayPods.stream().findFirst().map(Pod::getSpec).map(part);
  }
}
