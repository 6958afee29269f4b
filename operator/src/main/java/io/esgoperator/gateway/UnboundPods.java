package io.esgoperator.gateway;

import io.esgoperator.model.Listing;
import java.util.List;
import java.util.Optional;

/**
 * Pods of a gateway that no NetworkPolicy binds, since they are on their node's network
 * (projectcalico/felix#1361).
 *
 * @param names of the pods
 */
public record UnboundPods(List<String> names) {
  public static UnboundPods of(Gateway gateway) {
    return new UnboundPods(
        gateway.pods().stream()
            .filter(PodNetwork::isOfItsNode)
            .map(pod -> pod.getMetadata().getName())
            .sorted()
            .toList());
  }

  /** What is wrong and what to do, without a capital; empty where policies bind every pod. */
  public Optional<String> sentence() {
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "no policy binds %s on the node's network, so everything is open there: take hostNetwork away, or put the node's firewall in the policy's place."
                .formatted(Listing.of(names)));
  }
}
