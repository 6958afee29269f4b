package io.esgoperator.operator.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.FakeApiServer;
import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.ConditionState;
import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.live.TotalReading;
import io.esgoperator.reading.UnreadObserver;
import io.esgoperator.status.StandingConditions.Said;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the API server may have made of a spec, and what is served of it. */
class TrustedSpecsTest {
  private static final String CRD =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/esginstances.esg-operator.io";
  private static final String INSTANCE =
      "/apis/esg-operator.io/v1alpha1/namespaces/mail/esginstances/gateway";
  private static final String WHOLE = "{except: [10.0.0.0/8]}";

  private final FakeApiServer cluster = new FakeApiServer();
  private final KubernetesSerialization reading = TotalReading.serialization(UnreadObserver.NONE);
  private final KubernetesClient client = cluster.client(reading);
  private final MovableClock clock = new MovableClock();
  private final TrustedSpecs specs =
      new TrustedSpecs(client, new InstalledCrd(client, "0.2.0", clock), clock);

  @BeforeEach
  void serve() {
    cluster.has(CRD, Crds.of("0.2.0"));
  }

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @Test
  void a_spec_of_a_complete_schema_is_served_and_then_not_asked_for_again() {
    EsgInstance instance = holds(WHOLE);
    assertThat(look(instance)).isEmpty();
    int asked = cluster.requests().size();
    assertThat(specs.current(instance)).contains(instance);
    assertThat(cluster.requests()).hasSize(asked);
  }

  @Test
  void a_spec_that_was_trusted_before_a_field_was_lost_is_read_again() {
    EsgInstance trusted = holds(WHOLE);
    look(trusted);
    cluster.has(CRD, Crds.without("spec.policy.except"));
    look(holds("{enforcement: Enforce}"));
    cluster.requests().clear();
    specs.current(trusted);
    assertThat(cluster.requests()).contains("GET " + INSTANCE);
  }

  @Test
  void a_trusted_spec_is_read_again_before_the_loss_is_told() {
    EsgInstance trusted = holds(WHOLE);
    look(trusted);
    cluster.has(CRD, written(Crds.without("spec.policy.except"), "2026-01-01T00:00:10Z"));
    owned("{enforcement: Enforce}", "2026-01-01T00:00:10Z");
    clock.advance(Duration.ofSeconds(31));
    Withheld why = look(trusted).orElseThrow();
    assertThat(why.sentence()).contains("deletes spec.policy.except for good");
    assertThat(why.said()).isEmpty();
  }

  @Test
  void nothing_is_written_while_an_api_server_may_read_by_the_schema_of_before() {
    EsgInstance trusted = holds(WHOLE);
    look(trusted);
    cluster.has(CRD, Crds.without("spec.policy.except"));
    clock.advance(Duration.ofSeconds(31));
    assertThat(look(trusted)).map(Withheld::reason).contains("CrdOutdated");
    assertThat(look(trusted).orElseThrow().said()).isEmpty();
    clock.advance(Duration.ofSeconds(11));
    assertThat(look(trusted).orElseThrow().said()).isNotEmpty();
  }

  @Test
  void a_spec_that_cannot_be_read_loses_nothing_by_being_told() {
    cluster.has(CRD, written(Crds.without("spec.policy.except"), "2026-01-01T00:00:10Z"));
    EsgInstance unreadable = owned("{enforcement: Perhaps}", "2026-01-01T00:00:10Z");
    assertThat(settled(unreadable).said()).isEmpty();
    assertThat(specs.reason(unreadable)).contains("CrdOutdated");
  }

  @Test
  void an_instance_that_is_gone_is_not_served() {
    cluster.refuses(INSTANCE, 404);
    assertThat(specs.current(instance(WHOLE))).isEmpty();
  }

  @Test
  void a_schema_without_a_field_is_seen_with_the_very_spec_that_lost_it() {
    look(holds(WHOLE));
    cluster.has(CRD, Crds.without("spec.policy.except"));
    Withheld why = look(holds("{enforcement: Enforce}")).orElseThrow();
    assertThat(why.reason()).isEqualTo("CrdOutdated");
    assertThat(why.sentence()).contains("lacks spec.policy.except");
    assertThat(specs.reason(instance("{}"))).contains("CrdOutdated");
  }

  @Test
  void a_spec_that_was_read_by_the_older_schema_is_not_served_by_the_newer_one() {
    cluster.has(CRD, Crds.without("spec.policy.except"));
    EsgInstance stripped = holds("{enforcement: Enforce}");
    look(stripped);
    cluster.has(CRD, Crds.of("0.2.0"));
    holds(WHOLE);
    clock.advance(Duration.ofSeconds(31));
    assertThat(look(stripped)).map(Withheld::reason).contains("CrdSettling");
    clock.advance(Duration.ofSeconds(11));
    EsgInstance served = specs.current(stripped).orElseThrow();
    assertThat(specs.withheld(served)).isEmpty();
    assertThat(served.getSpec().policy().except()).containsExactly("10.0.0.0/8");
  }

  @Test
  void without_a_loss_the_conditions_say_that_the_schema_is_older() {
    cluster.has(CRD, Crds.without("spec.policy.except"));
    assertThat(settled(holds("{enforcement: Enforce}")).said())
        .extracting(Said::type, said -> said.state().status(), said -> said.state().reason())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                ConditionType.OperatorInstalled, ConditionState.Status.False, "CrdOutdated"),
            org.assertj.core.groups.Tuple.tuple(
                ConditionType.PolicyApplied, ConditionState.Status.False, "CrdOutdated"),
            org.assertj.core.groups.Tuple.tuple(
                ConditionType.Stalled, ConditionState.Status.True, "CrdOutdated"));
  }

  @Test
  void what_is_out_of_sight_is_not_made_lost_by_a_status() {
    cluster.has(CRD, written(Crds.without("spec.policy.except"), "2026-01-01T00:00:10Z"));
    Withheld why = settled(owned("{enforcement: Enforce}", "2026-01-01T00:00:10Z"));
    assertThat(why.said()).isEmpty();
    assertThat(why.sentence()).contains("deletes spec.policy.except for good");
  }

  @Test
  void what_is_lost_already_is_said() {
    cluster.has(CRD, written(Crds.without("spec.policy.except"), "2026-01-01T00:00:10Z"));
    Withheld why = settled(owned("{enforcement: Enforce}", "2026-01-01T00:00:11Z"));
    assertThat(why.said())
        .extracting(one -> one.state().reason())
        .containsExactly("CrdOutdated", "SpecLost", "SpecLost");
    assertThat(why.said().get(1).state().message())
        .startsWith("The spec has lost spec.policy.except: ");
  }

  @Test
  void a_field_that_its_manager_wrote_and_that_is_not_there_is_not_done_without() {
    Withheld why = look(owned("{enforcement: Enforce}", "2026-01-01T00:00:11Z")).orElseThrow();
    assertThat(why.reason()).isEqualTo("SpecLost");
  }

  @Test
  void a_loss_that_was_said_holds_until_the_spec_changes() {
    String said =
        "status: {conditions: [{type: PolicyApplied, status: 'False', reason: SpecLost, message: gone, observedGeneration: 3, lastTransitionTime: '2026-01-01T00:00:00Z'}]}";
    assertThat(look(holds("{generation: 3}", WHOLE, said)))
        .map(Withheld::reason)
        .contains("SpecLost");
    assertThat(look(holds("{generation: 4}", WHOLE, said))).isEmpty();
  }

  @Test
  void a_condition_that_says_something_else_is_no_loss() {
    String said =
        "status: {conditions: [{type: %s, status: 'False', reason: %s, message: m, observedGeneration: 3, lastTransitionTime: '2026-01-01T00:00:00Z'}, {type: OperatorInstalled, status: 'True', reason: Complete, message: m, lastTransitionTime: '2026-01-01T00:00:00Z'}]}";
    assertThat(look(holds("{generation: 3}", WHOLE, said.formatted("Ready", "SpecLost"))))
        .isEmpty();
    assertThat(look(holds("{generation: 3}", WHOLE, said.formatted("PolicyApplied", "Applied"))))
        .isEmpty();
    assertThat(
            look(holds("{generation: 3}", WHOLE, said.formatted("PolicyApplied", "SpecLost")))
                .orElseThrow()
                .said())
        .extracting(one -> one.state().reason())
        .containsExactly("SpecLost", "SpecLost");
  }

  @Test
  void a_loss_that_is_said_under_a_whole_schema_says_that_it_is_whole() {
    String said =
        "status: {conditions: [{type: PolicyApplied, status: 'False', reason: SpecLost, message: gone, observedGeneration: 3, lastTransitionTime: '2026-01-01T00:00:00Z'}, {type: OperatorInstalled, status: 'False', reason: CrdOutdated, message: old, lastTransitionTime: '2026-01-01T00:00:00Z'}]}";
    assertThat(look(holds("{generation: 3}", WHOLE, said)).orElseThrow().said())
        .extracting(one -> one.state().reason())
        .containsExactly("SpecLost", "SpecLost", "Complete");
  }

  @Test
  void a_spec_that_cannot_be_read_is_asked_for_again_and_served_once_it_can() {
    EsgInstance bad = holds("{enforcement: Perhaps}");
    Withheld why = look(bad).orElseThrow();
    assertThat(why.reason()).isEqualTo("SpecUnreadable");
    assertThat(why.sentence())
        .startsWith("spec.policy.enforcement is not one of Audit, Enforce")
        .contains("The policy stands as it was last written.");
    assertThat(why.said())
        .extracting(Said::type)
        .containsExactly(ConditionType.SpecReadable, ConditionType.Stalled);
    assertThat(specs.reason(bad)).contains("SpecUnreadable");
    holds(WHOLE);
    assertThat(look(bad)).isEmpty();
  }

  @Test
  void the_reason_is_told_without_a_question() {
    EsgInstance owned = owned("{enforcement: Enforce}", "2026-01-01T00:00:11Z");
    cluster.requests().clear();
    assertThat(specs.reason(owned)).contains("SpecLost");
    assertThat(specs.reason(instance(WHOLE))).isEmpty();
    assertThat(cluster.requests()).isEmpty();
  }

  @Test
  void a_write_whose_time_cannot_be_read_has_made_nothing_lost() {
    cluster.has(CRD, written(Crds.without("spec.policy.except"), "2026-01-01T00:00:10Z"));
    assertThat(look(owned("{enforcement: Enforce}", "soon")).orElseThrow().said()).isEmpty();
  }

  @Test
  void of_very_many_specs_the_first_one_is_read_again() {
    EsgInstance instance = holds(WHOLE);
    look(instance);
    for (int other = 0; other < 10_000; other++) {
      instance.getMetadata().setUid("other-" + other);
      specs.withheld(instance);
    }
    cluster.requests().clear();
    instance.getMetadata().setUid("other-0");
    look(instance);
    assertThat(cluster.requests()).isEmpty();
    instance.getMetadata().setUid("1");
    look(instance);
    assertThat(cluster.requests()).isNotEmpty();
  }

  private Optional<Withheld> look(EsgInstance cached) {
    return specs.current(cached).flatMap(specs::withheld);
  }

  /** What is said once all API servers read by the schema that lacks a field. */
  private Withheld settled(EsgInstance cached) {
    look(cached);
    clock.advance(Duration.ofSeconds(11));
    return look(cached).orElseThrow();
  }

  private static CustomResourceDefinition written(CustomResourceDefinition crd, String time) {
    crd.getMetadata()
        .setManagedFields(List.of(new ManagedFieldsEntryBuilder().withTime(time).build()));
    return crd;
  }

  /** An instance whose managed fields include policy.except. */
  private EsgInstance owned(String policy, String time) {
    return holds(
        "{managedFields: [{time: '%s', fieldsV1: {f:spec: {f:policy: {f:except: {}}}}}]}"
            .formatted(time),
        policy,
        "");
  }

  private EsgInstance holds(String policy) {
    return holds("{}", policy, "");
  }

  private EsgInstance holds(String metadata, String policy, String status) {
    String yaml = yaml(metadata, policy, status);
    cluster.has(INSTANCE, Serialization.unmarshal(yaml, Map.class));
    return reading.unmarshal(yaml, EsgInstance.class);
  }

  private EsgInstance instance(String policy) {
    return reading.unmarshal(yaml("{}", policy, ""), EsgInstance.class);
  }

  private static String yaml(String metadata, String policy, String status) {
    return """
        apiVersion: esg-operator.io/v1alpha1
        kind: EsgInstance
        metadata: {name: gateway, namespace: mail, uid: "1", %s}
        spec: {podSelector: {matchLabels: {app: esg}}, policy: %s}
        %s
        """
        .formatted(metadata.substring(1, metadata.length() - 1), policy, status);
  }
}
