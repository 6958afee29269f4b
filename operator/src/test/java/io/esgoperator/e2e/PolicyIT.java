package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Sample;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which policies the operator writes and takes away; {@link Drift} has what others do to them. */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyIT {
  private static final String NAMESPACE = "policies";

  private Lab lab;

  @BeforeAll
  void apply(Lab lab) {
    this.lab = lab;
    lab.namespace(NAMESPACE, Map.of());
  }

  @AfterAll
  void rest() {
    lab.rest(NAMESPACE);
  }

  @Test
  void a_renamed_instance_leaves_nothing_of_its_old_name() {
    EsgInstance before = lab.apply(Sample.of(NAMESPACE, "before", Sample.NO_CANARY));
    await("esg-before");
    awaitJobs(before);
    lab.delete(before);
    lab.apply(Sample.of(NAMESPACE, "after", Sample.NO_CANARY));
    await("esg-after");
    Awaitility.await("nothing of the old name")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(policy("esg-before")).isNull();
              assertThat(lab.jobs(before)).isEmpty();
              assertThat(lab.probes(before)).isEmpty();
            });
  }

  @Test
  void a_policy_of_another_team_under_the_name_is_never_written_and_never_deleted()
      throws Exception {
    lab.apply(theirs("esg-baseline", "{}"));
    NetworkPolicy theirs = policy("esg-baseline");
    EsgInstance instance = lab.apply(Sample.of(NAMESPACE, "baseline", Sample.NO_CANARY));
    EsgInstanceStatus status = awaitReason(instance, "PolicyRejected");
    assertThat(status.condition(ConditionType.PolicyApplied).orElseThrow().getMessage())
        .contains("NetworkPolicy esg-baseline", "written by fabric8", "Rename one of the two");
    assertThat(status.condition(ConditionType.Ready).orElseThrow().getStatus()).isEqualTo("False");
    assertThat(status.policies()).isEmpty();
    lab.awaitRound(instance, null);
    assertThat(policy("esg-baseline")).isEqualTo(theirs);
    lab.patch(
        NAMESPACE,
        "esg",
        "baseline",
        "merge",
        "{\"spec\":{\"policy\":{\"enforcement\":\"Audit\"}}}");
    awaitReason(instance, "AuditOnly");
    lab.delete(instance);
    Thread.sleep(Duration.ofSeconds(10).toMillis());
    assertThat(policy("esg-baseline")).isEqualTo(theirs);
  }

  @Test
  void another_teams_policy_with_the_operators_own_label_is_no_less_theirs() throws Exception {
    lab.apply(
        theirs(
            "esg-labelled",
            "{app.kubernetes.io/managed-by: esg-operator, esg-operator.io/instance-uid: any}"));
    NetworkPolicy theirs = policy("esg-labelled");
    EsgInstance instance = lab.apply(Sample.of(NAMESPACE, "labelled", Sample.NO_CANARY));
    awaitReason(instance, "PolicyRejected");
    Thread.sleep(Duration.ofSeconds(10).toMillis());
    assertThat(policy("esg-labelled")).isEqualTo(theirs);
    lab.kubectl("-n", NAMESPACE, "delete", "netpol", "esg-labelled");
    awaitReason(instance, "Applied");
    lab.delete(instance);
  }

  @Test
  void an_instance_that_is_made_again_under_its_name_gets_a_policy_of_its_own() {
    EsgInstance first = lab.apply(Sample.of(NAMESPACE, "again", Sample.NO_CANARY));
    await("esg-again");
    lab.kubectl("-n", NAMESPACE, "delete", "esg", "again", "--wait=false");
    EsgInstance second = lab.apply(Sample.of(NAMESPACE, "again", Sample.NO_CANARY));
    String uid = lab.instance(NAMESPACE, "again").getMetadata().getUid();
    awaitReason(second, "Applied");
    Awaitility.await("the policy of the second one")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(policy("esg-again").getMetadata().getOwnerReferences())
                    .singleElement()
                    .satisfies(owner -> assertThat(owner.getUid()).isEqualTo(uid)));
    lab.delete(first);
  }

  @Test
  void a_host_that_does_not_resolve_opens_nothing_and_is_named() {
    EsgInstance instance = Sample.of(NAMESPACE, "unresolved", Sample.NO_CANARY);
    lab.apply(
        """
        apiVersion: esg-operator.io/v1alpha1
        kind: EsgInstance
        metadata: {name: unresolved, namespace: policies}
        spec:
          podSelector: {matchLabels: {app: unresolved}}
          services: {ldap: {servers: [{host: nowhere.example.net}]}}
        """);
    EsgInstanceStatus status = lab.await(instance, seen -> seen.lastProbe() != null);
    assertThat(policy("esg-unresolved").getSpec().getEgress())
        .flatExtracting(rule -> rule.getPorts())
        .extracting(port -> port.getPort().getIntVal())
        .contains(25)
        .doesNotContain(389);
    assertThat(status.conditions())
        .filteredOn(condition -> condition.getType().equals("PeersResolved"))
        .first()
        .matches(condition -> condition.getStatus().equals("False"))
        .extracting(Condition::getMessage)
        .asString()
        .contains("nowhere.example.net")
        .contains("no rule opens a path to it");
    assertThat(status.paths())
        .filteredOn(row -> row.name().equals("ldap"))
        .isNotEmpty()
        .extracting(PathStatus::verdict)
        .containsOnly(Verdict.Unknown);
    lab.delete(instance);
  }

  private static String theirs(String name, String labels) {
    return """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: %s, namespace: policies, labels: %s}
        spec:
          podSelector: {matchLabels: {app: web}}
          policyTypes: [Ingress]
          ingress: [{ports: [{port: 8443, protocol: TCP}]}]
        """
        .formatted(name, labels);
  }

  private EsgInstanceStatus awaitReason(EsgInstance instance, String reason) {
    return lab.await(
        instance,
        seen ->
            seen.condition(ConditionType.PolicyApplied)
                .filter(condition -> reason.equals(condition.getReason()))
                .isPresent());
  }

  private NetworkPolicy await(String name) {
    return Awaitility.await(name)
        .atMost(Duration.ofSeconds(20))
        .until(() -> policy(name), policy -> policy != null);
  }

  private NetworkPolicy policy(String name) {
    return lab.policy(NAMESPACE, name);
  }

  private void awaitJobs(EsgInstance instance) {
    Awaitility.await("a round, which waits for its turn")
        .atMost(Duration.ofMinutes(3))
        .until(() -> !lab.jobs(instance).isEmpty());
  }
}
