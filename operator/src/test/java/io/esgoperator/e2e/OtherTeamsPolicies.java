package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.Culprit;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Matrix;
import io.esgoperator.model.Family;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A policy is the culprit; {@link EndToEndIT} has the perimeter as the culprit. */
@ExtendWith(LabExtension.class)
abstract class OtherTeamsPolicies {
  @Test
  @Tag(LabExtension.ALIKE)
  void another_teams_policy_is_named(Lab lab, Matrix matrix) {
    EsgInstance instance =
        audited(
            lab,
            "culprit",
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: deny-mail, namespace: culprit}
            spec:
              podSelector: {matchLabels: {app: esg}}
              policyTypes: [Egress]
              egress: [{ports: [{port: 53, protocol: UDP}]}]
            """);
    EsgInstanceStatus status = awaitControl(lab, instance);
    matrix.add("another team's policy in the way (Audit)", status);
    assertThat(status.lastProbe().control()).isEqualTo(Reason.Read);
    assertThat(row(status, "http").verdict()).isEqualTo(lab.engine().denial());
    assertThat(row(status, "http").culprit().phrase()).isEqualTo("NetworkPolicy deny-mail");
    assertThat(row(status, "dns-udp").verdict()).isEqualTo(Verdict.Open);
    lab.delete(instance);
  }

  @Test
  void a_policy_on_the_whole_namespace_leaves_no_pod_to_compare_with(Lab lab) {
    EsgInstance instance =
        audited(
            lab,
            "culprit-all",
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: deny-all, namespace: culprit-all}
            spec: {podSelector: {}, policyTypes: [Egress]}
            """);
    EsgInstanceStatus status = awaitControl(lab, instance);
    assertThat(status.lastProbe().control()).isEqualTo(Reason.ControlBound);
    assertThat(row(status, "http").verdict()).isEqualTo(lab.engine().denial());
    // If the other pod was not policed yet during the round, the canary proves the culprit.
    assertThat(row(status, "http").culprit())
        .isIn(null, new Culprit(Culprit.Kind.Policy, "NetworkPolicy deny-all"));
    lab.delete(instance);
  }

  /** The first rounds may come before the network plugin has bound a new pod. */
  private static EsgInstanceStatus awaitControl(Lab lab, EsgInstance instance) {
    return lab.await(
        instance,
        seen ->
            seen.lastProbe() != null
                && seen.lastProbe().control() != null
                && row(seen, "http").verdict() == lab.engine().denial());
  }

  private static EsgInstance audited(Lab lab, String namespace, String policy) {
    lab.namespace(namespace, Map.of());
    lab.apply(policy);
    return lab.declare(
        namespace,
        "gateway",
        "policy: {enforcement: Audit}",
        "probe: {interval: 30s, timeout: 2s, targets: {dns-udp: [198.51.100.53], http: [198.51.100.80]}}");
  }

  private static PathStatus row(EsgInstanceStatus status, String path) {
    return status.paths().stream()
        .filter(row -> row.name().equals(path) && row.family() == Family.IPv4)
        .findFirst()
        .orElseThrow();
  }
}
