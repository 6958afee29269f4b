package io.esgoperator.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import org.junit.jupiter.api.Test;

/** A cluster of its own, whose network plugin knows no policies. */
class NotEnforcedIT {
  @Test
  void a_cluster_without_a_policy_engine_is_never_ready() throws Exception {
    try (Lab lab = Lab.start("--disable-network-policy")) {
      EsgInstance instance = lab.apply(Sample.of(Lab.NAMESPACE, "gateway", "interval: 1h"));
      EsgInstanceStatus status = lab.await(instance, seen -> seen.lastProbe() != null);
      assertThat(status.condition("PolicyEnforced").orElseThrow().getStatus()).isEqualTo("False");
      assertThat(status.condition("PolicyEnforced").orElseThrow().getMessage())
          .startsWith(
              "The gateway's probe kept reaching a port that the policy keeps closed, over IPv4");
      assertThat(status.condition("Ready").orElseThrow().getStatus()).isEqualTo("False");
      assertThat(status.condition("Ready").orElseThrow().getReason()).isEqualTo("NotEnforced");
    }
  }
}
