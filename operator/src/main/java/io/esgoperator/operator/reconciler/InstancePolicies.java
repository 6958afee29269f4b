package io.esgoperator.operator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.Policy.Enforcement;
import io.esgoperator.api.v1alpha1.Policy.Engine;
import io.esgoperator.live.Discovery;
import io.esgoperator.observe.OperatorMetrics;
import io.esgoperator.operator.cluster.ClusterView;
import io.esgoperator.operator.cluster.Refusals;
import io.esgoperator.operator.rounds.Pass;
import io.esgoperator.policy.CiliumNetworkPolicies;
import io.esgoperator.status.PolicyState;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
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

  PolicyState apply(Pass pass) {
    boolean served =
        discovery.serves(CiliumNetworkPolicies.API_VERSION, CiliumNetworkPolicies.KIND);
    if (served) {
      cilium.watch(pass.context());
    }
    try {
      if (pass.instance().getSpec().policy().enforcement() == Enforcement.Audit) {
        kubernetes.takeAway(pass);
        if (served) {
          cilium.takeAway(pass);
        }
        return PolicyState.audited();
      }
      return write(pass, served);
    } catch (KubernetesClientException refused) {
      if (!Refusals.isForGood(refused)) {
        throw refused;
      }
      return PolicyState.rejected(refused.getMessage(), pass.instance().lastStatus().policies());
    }
  }

  private PolicyState write(Pass pass, boolean served) {
    EsgInstance instance = pass.instance();
    if (instance.getSpec().policy().engine() == Engine.Cilium && !served) {
      return PolicyState.notServed(CiliumNetworkPolicies.KIND, instance.lastStatus().policies());
    }
    if (instance.getSpec().policy().engine() == Engine.Kubernetes || !served) {
      PolicyState state = kubernetes.apply(pass);
      if (served && state.stands()) {
        cilium.takeAway(pass);
      }
      return state;
    }
    PolicyState state = cilium.apply(pass);
    if (!state.stands()) {
      return state;
    }
    Optional<String> fault =
        cilium.getSecondaryResource(instance, pass.context()).flatMap(CiliumNetworkPolicies::fault);
    if (fault.isPresent()) {
      return PolicyState.rejected(fault.get(), instance.lastStatus().policies());
    }
    kubernetes.takeAway(pass);
    return state;
  }
}
