package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.gateway.Gateway;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A gateway on its node's network, which no NetworkPolicy binds (projectcalico/felix#1361). */
class HostNetworkStatusTest extends StatusFixture {
  @Test
  void a_gateway_on_its_nodes_network_is_not_called_protected() {
    gateway = new Gateway(List.of(pod("edge-1", true)), List.of(), List.of());
    EsgInstanceStatus status = build();
    Condition enforced = status.condition(ConditionType.PolicyEnforced).orElseThrow();
    assertThat(enforced.getStatus()).isEqualTo("False");
    assertThat(enforced.getReason()).isEqualTo("HostNetwork");
    assertThat(enforced.getMessage()).contains("edge-1", "take hostNetwork away");
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("False");
  }

  @Test
  void one_such_pod_among_others_is_named_although_it_is_not_ready() {
    gateway = new Gateway(List.of(pod("mail-1", false)), List.of(pod("edge-1", true)), List.of());
    assertThat(build().condition(ConditionType.PolicyEnforced).orElseThrow().getMessage())
        .contains("edge-1")
        .doesNotContain("mail-1");
  }

  @Test
  void pods_on_the_pods_network_are_bound() {
    gateway = new Gateway(List.of(pod("mail-1", false)), List.of(), List.of());
    assertThat(condition(build(), ConditionType.PolicyEnforced)).isEqualTo("True");
  }

  private EsgInstanceStatus build() {
    return build(EsgInstanceStatus.empty(), Optional.of(round(Map.of())), NOON);
  }

  private static Pod pod(String name, boolean onItsNode) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withHostNetwork(onItsNode)
        .endSpec()
        .build();
  }
}
