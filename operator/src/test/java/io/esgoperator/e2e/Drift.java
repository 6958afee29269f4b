package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.gateway.Names;
import io.esgoperator.lab.Engine;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Sample;
import io.esgoperator.lab.StandingPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The policy in the cluster is the declared one, whatever other hands do to it. */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Drift {
  private static final String NAMESPACE = "drift";
  private static final String POLICY = "esg-drifting";

  private Lab lab;
  private EsgInstance instance;
  private JsonNode declared;

  @BeforeAll
  void apply(Lab lab) {
    this.lab = lab;
    lab.namespace(NAMESPACE, Map.of());
    instance = lab.apply(Sample.of(NAMESPACE, "drifting", Sample.NO_CANARY));
    // Until a round has begun, the declaration still gains the addresses of its names.
    lab.awaitRound(instance, null);
    declared = policy().spec();
  }

  @AfterAll
  void rest() {
    lab.rest(NAMESPACE);
  }

  Stream<String> edits() {
    return Stream.concat(
        Stream.of(
            "[{op: remove, path: /spec/egress/0}]",
            "[{op: add, path: /spec/egress/-, value: {}}]",
            "[{op: add, path: /spec/ingress/-, value: {}}]",
            "[{op: remove, path: /metadata/labels}]",
            "[{op: remove, path: /metadata/ownerReferences}]",
            "[{op: remove, path: /metadata/annotations}]"),
        lab.engine() == Engine.Cilium
            ? Stream.of(
                "[{op: add, path: /spec/egress/-, value: {toEntities: [all]}}]",
                "[{op: replace, path: /spec/endpointSelector, value: {matchLabels: {app: other}}}]",
                "[{op: add, path: /spec/endpointSelector/matchLabels/team, value: mail}]",
                "[{op: add, path: /spec/egressDeny, value: [{toEntities: [world]}]}]",
                "[{op: add, path: /specs, value: [{endpointSelector: {}, ingress: [{}]}]}]")
            : Stream.of(
                "[{op: replace, path: /spec/podSelector, value: {matchLabels: {app: other}}}]",
                "[{op: replace, path: /spec/policyTypes, value: [Ingress]}]"));
  }

  @ParameterizedTest
  @MethodSource("edits")
  void a_hand_edit_is_put_back(String patch) {
    edit(patch);
    Awaitility.await(patch)
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> {
              assertThat(policy().spec()).isEqualTo(declared);
              assertThat(policy().metadata().getLabels())
                  .containsEntry(Names.MANAGED_BY, Names.OPERATOR);
              assertThat(policy().metadata().getOwnerReferences()).hasSize(1);
            });
  }

  @Test
  void a_label_of_another_writer_stays() {
    lab.kubectl("-n", NAMESPACE, "label", lab.engine().kind(), POLICY, "team=mail");
    edit("[{op: remove, path: /spec/egress/0}]");
    Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> policy().spec().equals(declared));
    assertThat(policy().metadata().getLabels()).containsEntry("team", "mail");
  }

  @Test
  void a_deleted_policy_comes_back() {
    String uid = policy().metadata().getUid();
    lab.kubectl("-n", NAMESPACE, "delete", lab.engine().kind(), POLICY);
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(this::policy, policy -> policy != null && !policy.metadata().getUid().equals(uid));
    assertThat(policy().spec()).isEqualTo(declared);
  }

  @Test
  @Tag(LabExtension.ALIKE)
  void nothing_is_written_without_need() throws Exception {
    lab.probe(instance);
    String version = policy().metadata().getResourceVersion();
    Thread.sleep(Duration.ofSeconds(LabExtension.isNight() ? 40 : 15).toMillis());
    assertThat(policy().metadata().getResourceVersion()).isEqualTo(version);
  }

  @Test
  void an_instance_that_turns_to_audit_takes_its_policy_away() {
    EsgInstance turning = lab.apply(Sample.of(NAMESPACE, "turning", Sample.NO_CANARY));
    lab.await(turning, seen -> !seen.policies().isEmpty());
    lab.patch(
        NAMESPACE,
        "esg",
        "turning",
        "merge",
        "{\"spec\":{\"policy\":{\"enforcement\":\"Audit\"}}}");
    EsgInstanceStatus status = lab.await(turning, seen -> seen.policies().isEmpty());
    assertThat(status.condition(ConditionType.PolicyApplied).orElseThrow().getReason())
        .isEqualTo("AuditOnly");
    assertThat(lab.ownPolicy(NAMESPACE, "turning")).isNull();
    lab.delete(turning);
  }

  private void edit(String patch) {
    lab.patch(NAMESPACE, lab.engine().kind(), POLICY, "json", patch);
  }

  private StandingPolicy policy() {
    return lab.ownPolicy(NAMESPACE, "drifting");
  }
}
