package io.esgoperator.reconciler;

import io.esgoperator.api.v1alpha1.Selector;
import io.esgoperator.policy.OptInLabels;
import io.esgoperator.policy.Selectors;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * In what a probe's pod is like the gateway's. The pods are what the resource's selector selects,
 * and that may be any of the namespace: nothing is taken of them that would give the probe rights.
 */
final class GatewayLikeness {
  private static final String SYSTEM = "system-";

  private final Supplier<PolicyLabels.Looked> policies;

  /**
   * Makes it.
   *
   * @param policies what they look at now
   */
  GatewayLikeness(Supplier<PolicyLabels.Looked> policies) {
    this.policies = policies;
  }

  /**
   * Labels of the gateway's pod that some policy may look at, so that the very same policies bind
   * the probe; without a pod those that the selector needs.
   */
  Map<String, String> labels(Selector selector, List<Pod> gatewayPods) {
    Set<String> own = keys(selector);
    Optional<Set<String>> lookedAt = policies.get().keys();
    Map<String, String> labels = new TreeMap<>();
    gatewayPods.stream()
        .findFirst()
        .map(pod -> pod.getMetadata().getLabels())
        .orElseGet(Map::of)
        .forEach(
            (key, value) -> {
              if (own.contains(key)
                  || !OptInLabels.has(key)
                      && lookedAt.map(keys -> keys.contains(key)).orElse(true)) {
                labels.put(key, value);
              }
            });
    return Selectors.matches(selector, labels) ? labels : Selectors.satisfyingLabels(selector);
  }

  private static Set<String> keys(Selector selector) {
    return Stream.concat(
            selector.matchLabels().keySet().stream(),
            selector.matchExpressions().stream().map(Selector.Expression::key))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The gateway's service account, where engines select by it. Its token is not mounted, and the
   * program is the operator's own, so that the account gives the probe no rights.
   */
  void account(List<Pod> gatewayPods, PodSpec probe) {
    if (probe.getServiceAccountName() == null && policies.get().account()) {
      of(gatewayPods, PodSpec::getServiceAccountName).ifPresent(probe::setServiceAccountName);
    }
  }

  /**
   * What the resource leaves open is as with the gateway: nodes, pull secrets, priority and DNS.
   * Rules on the distance between pods are not taken over: they would keep the probe off the
   * gateway's node. Neither is a priority of the system's own, before which everybody gives way.
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
        .ifPresent(nodes -> probe.setAffinity(new Affinity(nodes, null, null)));
    of(gatewayPods, PodSpec::getDnsPolicy).ifPresent(probe::setDnsPolicy);
    of(gatewayPods, PodSpec::getDnsConfig).ifPresent(probe::setDnsConfig);
  }

  /** Pull secrets lie in the namespace, and the kubelet alone reads them. */
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
