package io.esgoperator.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.fabric8.kubernetes.api.model.Condition;
import org.junit.jupiter.api.Test;

/** A cluster of its own, whose network plugin knows no policies. */
class NotEnforcedIT {
  @Test
  void a_cluster_without_a_policy_engine_is_never_ready() throws Exception {
    try (Lab lab = Lab.start("--disable-network-policy")) {
      EsgInstance instance = lab.apply(lab.sample(Lab.NAMESPACE, "gateway", "interval: 1h"));
      EsgInstanceStatus status = lab.await(instance, seen -> seen.lastProbe() != null);
      assertThat(condition(status, "PolicyEnforced").getStatus()).isEqualTo("False");
      assertThat(condition(status, "PolicyEnforced").getMessage())
          .startsWith(
              "The gateway's probe kept reaching a port that the policy keeps closed, over IPv4");
      assertThat(condition(status, "Ready").getStatus()).isEqualTo("False");
      assertThat(condition(status, "Ready").getReason()).isEqualTo("NotEnforced");
    }
  }

  private static Condition condition(EsgInstanceStatus status, String type) {
    return status.conditions().stream()
        .filter(condition -> type.equals(condition.getType()))
        .findFirst()
        .orElseThrow();
  }
}
