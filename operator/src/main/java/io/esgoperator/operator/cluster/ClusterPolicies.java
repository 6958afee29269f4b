package io.esgoperator.operator.cluster;

import io.esgoperator.live.Discovery;
import io.esgoperator.live.ServedPolicies;
import io.esgoperator.policy.CiliumNetworkPolicies;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The policies besides NetworkPolicies, of the kinds that the API server serves. Policies that
 * concern every namespace and the labels of the namespaces are the same for all instances and are
 * cached.
 */
public final class ClusterPolicies {
  /** Less than a round takes, so that a policy that was made before it is named in its rows. */
  private static final Duration LISTS_FRESH = Duration.ofSeconds(4);

  private final ClusterReader reader;
  private final Discovery discovery;
  private final Cached<List<HasMetadata>> clusterWide;

  public ClusterPolicies(Discovery discovery, ClusterReader reader, Clock clock) {
    this.reader = reader;
    this.discovery = discovery;
    this.clusterWide = new Cached<>(this::lookAround, LISTS_FRESH, clock);
  }

  /**
   * All policies that may select pods of a namespace, and the namespaces whose labels decide it.
   */
  Stream<HasMetadata> over(String namespace) {
    return Stream.concat(
        clusterWide.get().stream()
            .filter(policy -> !namespace.equals(policy.getMetadata().getNamespace())),
        reader.policies(namespace, kinds(ResourceDefinitionContext::isNamespaceScoped)).stream());
  }

  /** Whether the cluster serves Cilium's policies, to which no network is ever a pod. */
  boolean areOfCilium() {
    return discovery.serves(CiliumNetworkPolicies.API_VERSION, CiliumNetworkPolicies.KIND);
  }

  private List<HasMetadata> lookAround() {
    List<HasMetadata> policies = reader.clusterPolicies(kinds(ServedPolicies::reachesOut));
    return policies.isEmpty()
        ? policies
        : Stream.concat(policies.stream(), reader.labelledNamespaces().stream()).toList();
  }

  private List<ResourceDefinitionContext> kinds(Predicate<ResourceDefinitionContext> some) {
    return ServedPolicies.kinds(discovery).stream().filter(some).toList();
  }
}
