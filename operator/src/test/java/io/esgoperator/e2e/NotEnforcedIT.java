package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.CanaryStatus;
import io.esgoperator.lab.Cluster;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Matrix;
import io.esgoperator.lab.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cluster of its own, with a network plugin that ignores policies. */
@ExtendWith(LabExtension.class)
class NotEnforcedIT {
  @Test
  void a_cluster_without_a_policy_engine_is_never_ready(Matrix matrix) throws Exception {
    try (Lab lab = Lab.beside("not-enforced", "--disable-network-policy")) {
      EsgInstance instance = lab.apply(Sample.of(Lab.NAMESPACE, "gateway", "interval: 1h"));
      EsgInstanceStatus status = lab.await(instance, Cluster::hasInboundCanary);
      matrix.add("policy engine off (Ready=False, NotEnforced)", status);
      assertThat(status.canaries())
          .extracting(CanaryStatus::direction, CanaryStatus::family, CanaryStatus::found)
          .containsExactly(
              tuple("Outbound", "IPv4", "Open"),
              tuple("Outbound", "IPv6", "Open"),
              tuple("Inbound", "IPv4", "Open"),
              tuple("Inbound", "IPv6", "Open"));
      assertThat(status.condition("PolicyEnforced").orElseThrow().getStatus()).isEqualTo("False");
      assertThat(status.condition("Ready").orElseThrow().getStatus()).isEqualTo("False");
      assertThat(status.condition("Ready").orElseThrow().getReason()).isEqualTo("NotEnforced");
    }
  }
}
