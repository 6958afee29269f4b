package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The operator with Roles in one namespace only. */
@ExtendWith(LabExtension.class)
@Order(LabExtension.IN_LINE)
@ResourceLock(LabExtension.SECOND)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamespacedIT {
  private static final String WATCHED = "narrow";
  private static final String UNWATCHED = "beyond";

  private Lab lab;

  @BeforeAll
  void narrow(Lab lab) {
    this.lab = lab;
    lab.namespace(WATCHED, Map.of());
    lab.namespace(UNWATCHED, Map.of());
    lab.upgrade("--set", "watchNamespaces={" + WATCHED + "}");
  }

  @AfterAll
  void widen() {
    lab.rest(WATCHED);
    lab.rest(UNWATCHED);
    lab.upgrade(
        "--set-json",
        "watchNamespaces=[],tenants.clusterNetworks=[]",
        "--set",
        "clusterDnsNamespace=");
  }

  @Test
  void what_is_watched_is_probed_and_what_is_out_of_sight_is_said() {
    EsgInstance unwatched = declare(UNWATCHED);
    EsgInstance instance = declare(WATCHED);
    EsgInstanceStatus status = lab.await(instance, seen -> seen.lastProbe() != null);
    assertThat(status.condition(ConditionType.PolicyApplied).orElseThrow().getStatus())
        .isEqualTo("True");
    assertThat(status.condition(ConditionType.OperatorInstalled).orElseThrow())
        .satisfies(
            condition -> {
              assertThat(condition.getStatus()).isEqualTo("False");
              assertThat(condition.getReason()).isEqualTo("ResolverHidden");
              assertThat(condition.getMessage()).contains("clusterDnsNamespace");
            });
    assertThat(lab.status(unwatched)).isNull();
    lab.upgrade(
        "--set",
        "clusterDnsNamespace=kube-system",
        "--set",
        "tenants.clusterNetworks={10.42.0.0/16,10.43.0.0/16,198.18.1.0/24}");
    lab.probe(instance);
    lab.await(instance, seen -> seen.condition(ConditionType.OperatorInstalled).isEmpty());
  }

  private EsgInstance declare(String namespace) {
    return lab.declare(namespace, "gateway", "probe: {interval: 1h, timeout: 2s, canary: false}");
  }
}
