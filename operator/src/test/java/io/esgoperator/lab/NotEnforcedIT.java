package io.esgoperator.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cluster of its own, whose network plugin knows no policies. */
@ExtendWith(LabExtension.class)
class NotEnforcedIT {
  @Test
  void a_cluster_without_a_policy_engine_is_never_ready(Matrix matrix) throws Exception {
    try (Lab lab = Lab.start("--disable-network-policy")) {
      EsgInstance instance = lab.apply(Sample.of(Lab.NAMESPACE, "gateway", "interval: 1h"));
      EsgInstanceStatus status = lab.await(instance, seen -> seen.lastProbe() != null);
      matrix.add("policy engine off (Ready=False, NotEnforced)", status);
      assertThat(status.condition("PolicyEnforced").orElseThrow().getStatus()).isEqualTo("False");
      assertThat(status.condition("PolicyEnforced").orElseThrow().getMessage())
          .startsWith(
              "The gateway's probe kept reaching a port that the policy keeps closed, over IPv4");
      assertThat(status.condition("Ready").orElseThrow().getStatus()).isEqualTo("False");
      assertThat(status.condition("Ready").orElseThrow().getReason()).isEqualTo("NotEnforced");
    }
  }
}
