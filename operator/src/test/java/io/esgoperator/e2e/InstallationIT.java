package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A CRD that is missing, or old, on any engine: Cilium's lab has the time. */
@ExtendWith(LabExtension.class)
@Order(LabExtension.IN_LINE)
@ResourceLock(LabExtension.CILIUM)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstallationIT {
  private static final String NAMESPACE = "installation";
  private static final String CRD = "crd/esginstances.esg-operator.io";
  private static final String VERSION = "esg-operator.io/crd-version=";

  private Lab lab;

  @BeforeAll
  void remember(Lab lab) {
    this.lab = lab;
    lab.namespace(NAMESPACE, Map.of());
  }

  @AfterAll
  void rest() {
    lab.rest(NAMESPACE);
  }

  @Test
  void an_operator_without_its_crd_waits_for_it_and_names_it() {
    lab.kubectl("delete", CRD);
    Awaitility.await("a log that names the CRD, and no replica ready")
        .atMost(Duration.ofMinutes(6))
        // A container that starts anew has no log yet.
        .ignoreExceptionsInstanceOf(IllegalStateException.class)
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () ->
                ofOperator("logs --tail=-1").contains("CrdMissing: CustomResourceDefinition")
                    && !ofOperator("get pods").contains("1/1"));
    lab.upgrade();
    assertThat(lab.awaitRound(declare(), null).lastProbe().job()).isNotNull();
  }

  @Test
  void an_old_crd_is_said_until_it_is_new() {
    EsgInstance instance = declare();
    String version =
        lab.kubectl(
            "get", CRD, "-o", "jsonpath={.metadata.annotations.esg-operator\\.io/crd-version}");
    lab.kubectl("annotate", CRD, VERSION + "0.0.1", "--overwrite");
    try {
      lab.restartOperator();
      lab.await(
          instance,
          status ->
              "CrdOutdated"
                  .equals(
                      status
                          .condition(ConditionType.OperatorInstalled)
                          .map(Condition::getReason)
                          .orElse("")));
      assertThat(installed(instance).getMessage()).contains("version 0.0.1", "kubectl apply");
    } finally {
      lab.kubectl("annotate", CRD, VERSION + version, "--overwrite");
    }
    Awaitility.await("nothing that is said any more")
        .atMost(Duration.ofMinutes(5))
        .until(() -> lab.status(instance).condition(ConditionType.OperatorInstalled).isEmpty());
  }

  private String ofOperator(String command) {
    return lab.kubectl(
        (command + " --namespace=esg-operator --selector=app.kubernetes.io/name=esg-operator")
            .split(" "));
  }

  private Condition installed(EsgInstance instance) {
    return lab.status(instance).condition(ConditionType.OperatorInstalled).orElseThrow();
  }

  private EsgInstance declare() {
    return lab.declare(NAMESPACE, "gateway", "probe: {interval: 1h, timeout: 2s}");
  }
}
