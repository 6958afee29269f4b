package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.PreviousChart;
import io.esgoperator.lab.Sample;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The release comes, goes back and goes, and the gateway's policy holds. Outbound paths are asked
 * nowhere, since other tests break those.
 */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Release {
  private static final String NAMESPACE = "release";

  /** Where the operator lacks nothing, nothing is said. */
  private static final String COMPLETE = "";

  private static final String CRD = "crd/esginstances.esg-operator.io";

  private Lab lab;
  private EsgInstance instance;

  @BeforeAll
  void declare(Lab lab) {
    this.lab = lab;
    lab.startGateway(NAMESPACE);
    instance =
        lab.declare(
            NAMESPACE,
            "gateway",
            "probe: {interval: 1h, timeout: 2s, " + Sample.ASKED_NOWHERE + "}");
    lab.awaitFirstRound(instance);
  }

  @AfterAll
  void rest() {
    lab.rest(NAMESPACE);
  }

  @Test
  void an_upgrade_and_its_rollback_lose_no_status_and_open_or_close_nothing(@TempDir Path folder)
      throws IOException {
    Path previous = PreviousChart.in(folder);
    lab.upgradeTo(previous.toString());
    assertThat(crdVersion()).isEqualTo("0.0.9");
    EsgInstanceStatus before = awaitCondition("CrdOutdated");
    ObjectMeta policy = policy();
    try (TrafficWitness traffic = new TrafficWitness(lab, NAMESPACE)) {
      lab.upgrade();
      assertThat(crdVersion()).isNotEqualTo("0.0.9");
      assertThatNothingIsLost(before, policy);
      lab.helm("rollback", "esg-operator", "--namespace=esg-operator", "--wait", "--timeout=5m");
      assertThat(crdVersion()).isEqualTo("0.0.9");
      awaitCondition("CrdOutdated");
      assertThatNothingIsLost(before, policy);
      lab.upgrade();
      awaitCondition(COMPLETE);
      assertThatNothingIsLost(before, policy);
      assertThat(traffic.declared()).hasSizeGreaterThan(50).containsOnly("open");
      assertThat(traffic.undeclared())
          .hasSizeGreaterThan(lab.engine().denial() == Verdict.Refused ? 10 : 3)
          .allSatisfy(tried -> assertThat(tried).startsWith("closed"));
    }
  }

  @Test
  void an_uninstallation_leaves_the_policies_and_no_finalizer() {
    ObjectMeta policy = policy();
    lab.helm("uninstall", "esg-operator", "--namespace=esg-operator", "--wait");
    try {
      assertThat(policy().getUid()).isEqualTo(policy.getUid());
      assertThat(lab.instance(NAMESPACE, "gateway").getFinalizers()).isEmpty();
      EsgInstance leaving = lab.apply(Sample.of(NAMESPACE, "leaving", Sample.NO_CANARY));
      lab.kubectl("-n", NAMESPACE, "delete", "esg", "leaving", "--timeout=60s");
      assertThat(lab.instance(NAMESPACE, leaving.getMetadata().getName())).isNull();
    } finally {
      lab.install();
    }
    assertThat(policy().getUid()).isEqualTo(policy.getUid());
  }

  @Test
  void an_uninstallation_that_is_told_to_removes_the_policies_and_keeps_the_instances() {
    lab.apply(
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: esg-theirs, namespace: release, labels: {app.kubernetes.io/managed-by: esg-operator}}
        spec: {podSelector: {matchLabels: {app: web}}}
        """);
    lab.upgrade("--set", "uninstall.removePolicies=true");
    lab.helm("uninstall", "esg-operator", "--namespace=esg-operator", "--timeout=5m");
    try {
      assertThat(lab.ownPolicy(NAMESPACE, "gateway")).isNull();
      assertThat(lab.policy(NAMESPACE, "esg-theirs")).isNotNull();
      assertThat(lab.instance(NAMESPACE, "gateway")).isNotNull();
      assertThat(left()).isEmpty();
    } finally {
      lab.install();
    }
    Awaitility.await("its policy is written again")
        .atMost(Duration.ofMinutes(3))
        .until(() -> lab.ownPolicy(NAMESPACE, "gateway") != null);
  }

  /** What of the release is left beside its CRD. */
  private List<String> left() {
    return lab.kubectl(
            "get",
            "jobs,pods,serviceaccounts,roles,rolebindings,clusterroles,clusterrolebindings",
            "--all-namespaces",
            "--selector=app.kubernetes.io/instance=esg-operator",
            "--output=name",
            "--ignore-not-found")
        .lines()
        .filter(line -> line.contains("esg-operator"))
        .toList();
  }

  private void assertThatNothingIsLost(EsgInstanceStatus before, ObjectMeta policy) {
    EsgInstanceStatus after = lab.status(instance);
    assertThat(after.lastProbe()).isEqualTo(before.lastProbe());
    assertThat(after.paths()).isEqualTo(before.paths());
    assertThat(policy().getUid()).isEqualTo(policy.getUid());
    assertThat(policy().getGeneration()).isEqualTo(policy.getGeneration());
  }

  private EsgInstanceStatus awaitCondition(String reason) {
    return lab.await(
        instance,
        status ->
            reason.equals(
                status
                    .condition(ConditionType.OperatorInstalled)
                    .map(Condition::getReason)
                    .orElse(COMPLETE)));
  }

  private ObjectMeta policy() {
    return lab.ownPolicy(NAMESPACE, "gateway").metadata();
  }

  private String crdVersion() {
    return lab.kubectl(
        "get", CRD, "-o", "jsonpath={.metadata.annotations.esg-operator\\.io/crd-version}");
  }
}
