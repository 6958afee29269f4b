package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus.Found;
import io.esgoperator.lab.Cluster;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Matrix;
import io.esgoperator.lab.Sample;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** While the policy engine stands still: no policy reaches a pod that starts now. */
@ExtendWith(LabExtension.class)
abstract class NotEnforced {
  private static final String NAMESPACE = "not-enforced";

  @Test
  @Tag(LabExtension.ALIKE)
  void a_cluster_without_a_policy_engine_is_never_ready(Lab lab, Matrix matrix) {
    lab.restEngine();
    try {
      lab.startGateway(NAMESPACE);
      EsgInstance instance = lab.apply(Sample.of(NAMESPACE, "gateway", "interval: 1h"));
      EsgInstanceStatus status = lab.await(instance, Cluster::hasInboundCanary);
      matrix.add("policy engine off (Ready=False, NotEnforced)", status);
      assertThat(status.canaries())
          .extracting(CanaryStatus::direction, CanaryStatus::family, CanaryStatus::found)
          .containsExactly(
              tuple(Direction.Outbound, Family.IPv4, Found.Open),
              tuple(Direction.Outbound, Family.IPv6, Found.Open),
              tuple(Direction.Inbound, Family.IPv4, Found.Open),
              tuple(Direction.Inbound, Family.IPv6, Found.Open));
      assertThat(status.condition(ConditionType.PolicyEnforced).orElseThrow().getStatus())
          .isEqualTo("False");
      assertThat(status.condition(ConditionType.Ready).orElseThrow().getStatus())
          .isEqualTo("False");
      assertThat(status.condition(ConditionType.Ready).orElseThrow().getReason())
          .isEqualTo("NotEnforced");
    } finally {
      lab.resumeEngine();
      lab.rest(NAMESPACE);
    }
  }
}
