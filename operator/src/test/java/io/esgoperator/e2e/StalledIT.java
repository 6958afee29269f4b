package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A pass that ends by an exception is told in the status, and goes on when its cause has gone. */
@ExtendWith(LabExtension.class)
class StalledIT {
  private static final String NAMESPACE = "stalled";

  /** Refuses the status of an ended round, and takes one that has conditions alone. */
  private static final String REFUSAL =
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicy
      metadata: {name: no-rounds}
      spec:
        failurePolicy: Fail
        matchConstraints:
          namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: stalled}}
          resourceRules:
            - {apiGroups: [esg-operator.io], apiVersions: ["*"], operations: [UPDATE], resources: [esginstances/status]}
        validations:
          - {expression: "!object.?status.?lastProbe.hasValue()", message: no rounds here}
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicyBinding
      metadata: {name: no-rounds}
      spec: {policyName: no-rounds, validationActions: [Deny]}
      """;

  private Lab lab;

  @BeforeEach
  void refuse(Lab lab) {
    this.lab = lab;
    lab.namespace(NAMESPACE, Map.of());
    lab.apply(REFUSAL);
  }

  @AfterEach
  void admit() {
    lab.rest(NAMESPACE);
    remove();
  }

  @Test
  void the_reason_stands_in_the_status_until_the_cause_has_gone() {
    EsgInstance instance =
        lab.declare(NAMESPACE, "gateway", "probe: {interval: 1h, timeout: 2s, canary: false}");
    EsgInstanceStatus stalled =
        lab.await(instance, status -> status.condition(ConditionType.Stalled).isPresent());
    Condition why = stalled.condition(ConditionType.Stalled).orElseThrow();
    assertThat(why.getReason()).isEqualTo("ApiServerRefused");
    assertThat(why.getMessage()).contains("no rounds here", "The policy stands");
    assertThat(stalled.condition(ConditionType.Reconciling)).isEmpty();
    assertThat(lab.policy(NAMESPACE, "esg-gateway")).isNotNull();
    remove();
    lab.await(
        instance,
        status -> status.lastProbe() != null && status.condition(ConditionType.Stalled).isEmpty());
  }

  private void remove() {
    lab.kubectl(
        "delete",
        "validatingadmissionpolicies,validatingadmissionpolicybindings",
        "no-rounds",
        "--ignore-not-found");
  }
}
