package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Matrix;
import io.esgoperator.lab.Sample;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Mail arrives at the container's port, whatever the Service calls it. */
@ExtendWith(LabExtension.class)
abstract class Inbound {
  private static final String NAMESPACE = "inbound";
  private static final String ON_ITS_NODE = "on-its-node";

  /** The stand-in gateway speaks SMTP here, too. */
  private static final int OTHER_SMTP = 587;

  @Test
  void a_path_is_opened_and_proved_where_the_service_leads_and_follows_it(Lab lab) {
    lab.startGateway(NAMESPACE);
    lead(lab, OTHER_SMTP);
    EsgInstance instance = lab.apply(Sample.of(NAMESPACE, "gateway", Sample.NO_CANARY));
    lab.awaitRound(instance, null);
    assertThat(lab.ownPolicy(NAMESPACE, "gateway").openIn())
        .contains(OTHER_SMTP)
        .doesNotContain(25);
    assertThat(smtp(lab, instance))
        .isNotEmpty()
        .allMatch(row -> row.verdict() == Verdict.Open)
        .allMatch(row -> row.message().contains(" port " + OTHER_SMTP));

    lead(lab, 25);
    Awaitility.await("the policy follows")
        .atMost(Duration.ofSeconds(15))
        .until(() -> lab.ownPolicy(NAMESPACE, "gateway").openIn().contains(25));
    lab.probe(instance);
    assertThat(smtp(lab, instance))
        .allMatch(row -> row.verdict() == Verdict.Open)
        .noneMatch(row -> row.message().contains("port"));
    lab.delete(instance);
  }

  @Test
  @Tag(LabExtension.ALIKE)
  void a_gateway_on_its_nodes_network_is_open_and_not_called_protected(Lab lab, Matrix matrix) {
    lab.startGateway(ON_ITS_NODE);
    lab.changeGateway(
        ON_ITS_NODE,
        "spec: {strategy: {type: Recreate, rollingUpdate: null}, template: {spec: {hostNetwork: true}}}");
    EsgInstance instance = lab.apply(Sample.of(ON_ITS_NODE, "gateway", Sample.NO_CANARY));
    EsgInstanceStatus status = lab.awaitRound(instance, null);
    matrix.addInbound("gateway: on its node's network", status);
    assertThat(smtp(lab, instance)).isNotEmpty().allMatch(row -> row.verdict() == Verdict.Open);
    assertThat(status.condition(ConditionType.PolicyEnforced))
        .get()
        .satisfies(
            condition -> {
              assertThat(condition.getStatus()).isEqualTo("False");
              assertThat(condition.getReason()).isEqualTo("HostNetwork");
            });
    assertThat(status.condition(ConditionType.Ready).orElseThrow().getStatus()).isEqualTo("False");
    lab.rest(ON_ITS_NODE);
    lab.kubectl("-n", ON_ITS_NODE, "delete", "deployment", "gateway");
  }

  @Test
  @Tag(LabExtension.ALIKE)
  void a_second_pod_that_does_not_listen_closes_its_part_of_each_path_and_breaks_nothing(
      Lab lab, Matrix matrix) {
    lab.startGateway(NAMESPACE);
    lab.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: deaf, namespace: inbound, labels: {app: esg}}
        spec: {containers: [{name: deaf, image: 'esg-lab/tiny:latest', imagePullPolicy: Never}]}
        """);
    lab.client().pods().inNamespace(NAMESPACE).withName("deaf").waitUntilReady(1, TimeUnit.MINUTES);
    EsgInstance instance = lab.apply(Sample.of(NAMESPACE, "deaf", Sample.NO_CANARY));
    EsgInstanceStatus status = lab.awaitRound(instance, null);
    matrix.addInbound("gateway: one of two pods does not listen", status);
    assertThat(smtp(lab, instance))
        .isNotEmpty()
        .allMatch(row -> row.verdict() == Verdict.Partial && row.reason() == Reason.Refused)
        .allMatch(row -> row.message().contains("1 of 2 ends answered"))
        .allMatch(row -> row.target().startsWith("deaf "));
    Condition ready = status.condition(ConditionType.Ready).orElseThrow();
    assertThat(ready.getStatus()).as(ready.getMessage()).isEqualTo("True");

    EsgInstance twin = lab.apply(Sample.of(NAMESPACE, "twin", Sample.NO_CANARY));
    lab.await(
        twin,
        seen ->
            seen.condition(ConditionType.PolicyApplied)
                .filter(one -> one.getMessage().contains("selected by EsgInstance deaf too"))
                .isPresent());
    lab.delete(twin);
    lab.delete(instance);
    lab.kubectl("-n", NAMESPACE, "delete", "pod", "deaf", "--grace-period=0", "--force");
  }

  private static void lead(Lab lab, int targetPort) {
    lab.patch(
        NAMESPACE,
        "service",
        "gateway",
        "json",
        "[{op: replace, path: /spec/ports/0/targetPort, value: " + targetPort + "}]");
  }

  private static List<PathStatus> smtp(Lab lab, EsgInstance instance) {
    return lab.status(instance).paths().stream()
        .filter(row -> row.name().equals("smtp-in"))
        .toList();
  }
}
