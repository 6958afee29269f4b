package io.esgoperator.policy;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Map;

/**
 * NetworkPolicies of the gateway's namespace, besides its own, that bind what leaves the pods they
 * select.
 *
 * @param gatewayLabels the labels of the gateway's pods
 */
public record EgressPolicies(List<NetworkPolicy> policies, Map<String, String> gatewayLabels) {
  /** Names of those on the gateway, sorted. */
  public List<String> onGateway() {
    return on(gatewayLabels);
  }

  /** Names of those on a pod with these labels, sorted. */
  public List<String> on(Map<String, String> labels) {
    return policies.stream()
        .filter(policy -> Selectors.matches(policy.getSpec().getPodSelector(), labels))
        .map(policy -> policy.getMetadata().getName())
        .sorted()
        .toList();
  }
}
