package io.esgoperator.operator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.Policy.Enforcement;
import io.esgoperator.api.v1alpha1.Policy.Engine;
import io.esgoperator.live.Discovery;
import io.esgoperator.observe.OperatorMetrics;
import io.esgoperator.operator.cluster.ClusterView;
import io.esgoperator.operator.cluster.Refusals;
import io.esgoperator.policy.CiliumNetworkPolicies;
import io.esgoperator.status.PolicyState;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Writes the instance's policy in its engine's kind and deletes policies of other kinds. The new
 * one exists before the old one is deleted (policy-semantics.md section 1.5).
 */
final class InstancePolicies {
  private final NetworkPolicyDependentResource kubernetes;
  private final CiliumNetworkPolicyDependentResource cilium;
  private final Discovery discovery;

  InstancePolicies(ClusterView cluster, Discovery discovery, OperatorMetrics metrics, Clock clock) {
    this.kubernetes = new NetworkPolicyDependentResource(cluster, metrics, clock);
    this.cilium = new CiliumNetworkPolicyDependentResource(cluster, metrics, clock);
    this.discovery = discovery;
  }

  EventSource<?, EsgInstance> eventSource(EventSourceContext<EsgInstance> context) {
    return kubernetes.eventSource(context).orElseThrow();
  }

  PolicyState apply(EsgInstance instance, Context<EsgInstance> context) {
    boolean served =
        discovery.serves(CiliumNetworkPolicies.API_VERSION, CiliumNetworkPolicies.KIND);
    if (served) {
      cilium.watch(context);
    }
    try {
      if (instance.getSpec().policy().enforcement() == Enforcement.Audit) {
        kubernetes.delete(instance, context);
        if (served) {
          cilium.delete(instance, context);
        }
        return PolicyState.audited();
      }
      return write(instance, served, context);
    } catch (KubernetesClientException refused) {
      if (!Refusals.isForGood(refused)) {
        throw refused;
      }
      return PolicyState.rejected(refused.getMessage(), standing(instance));
    }
  }

  private PolicyState write(EsgInstance instance, boolean served, Context<EsgInstance> context) {
    if (instance.getSpec().policy().engine() == Engine.Cilium && !served) {
      return PolicyState.notServed(CiliumNetworkPolicies.KIND, standing(instance));
    }
    if (instance.getSpec().policy().engine() == Engine.Kubernetes || !served) {
      PolicyState state = kubernetes.apply(instance, context);
      if (served && state.stands()) {
        cilium.delete(instance, context);
      }
      return state;
    }
    PolicyState state = cilium.apply(instance, context);
    if (!state.stands()) {
      return state;
    }
    Optional<String> fault =
        cilium.getSecondaryResource(instance, context).flatMap(CiliumNetworkPolicies::fault);
    if (fault.isPresent()) {
      return PolicyState.rejected(fault.get(), standing(instance));
    }
    kubernetes.delete(instance, context);
    return state;
  }

  private static List<String> standing(EsgInstance instance) {
    return Optional.ofNullable(instance.getStatus())
        .map(EsgInstanceStatus::policies)
        .orElseGet(List::of);
  }
}
