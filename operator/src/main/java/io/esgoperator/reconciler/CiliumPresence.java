package io.esgoperator.reconciler;

import io.esgoperator.policy.CiliumNetworkPolicies;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Whether the API server serves Cilium's policies; asked once a minute, since that may change. */
final class CiliumPresence {
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final KubernetesClient client;
  private final Clock clock;
  private Instant expires = Instant.EPOCH;
  private boolean served;

  CiliumPresence(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  synchronized boolean isServed() {
    if (!clock.instant().isBefore(expires)) {
      served = client.supports(CiliumNetworkPolicies.API_VERSION, CiliumNetworkPolicies.KIND);
      expires = clock.instant().plus(FRESH);
    }
    return served;
  }
}
