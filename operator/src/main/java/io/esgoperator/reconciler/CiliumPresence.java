package io.esgoperator.reconciler;

import io.esgoperator.policy.CiliumNetworkPolicies;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;

/** Whether the API server serves Cilium's policies; asked once a minute, since that may change. */
final class CiliumPresence {
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Remembered<Boolean> served;

  CiliumPresence(KubernetesClient client, Clock clock) {
    served =
        new Remembered<>(
            () -> client.supports(CiliumNetworkPolicies.API_VERSION, CiliumNetworkPolicies.KIND),
            FRESH,
            clock);
  }

  boolean isServed() {
    return served.get();
  }
}
