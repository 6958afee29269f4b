package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Sample;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Objects that bypassed the schema, or that an older schema cut, harm no other object. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LabExtension.class)
@Order(LabExtension.IN_LINE)
@ResourceLock(LabExtension.SECOND)
class HeldObjectsIT {
  private static final String NAMESPACE = "held";
  private static final String CRD = "esginstances.esg-operator.io";

  private Lab lab;
  private CustomResourceDefinition whole;

  @BeforeAll
  void prepare(Lab lab) {
    this.lab = lab;
    lab.startGateway(NAMESPACE);
    lab.admission().refuseFieldsThatDoNotCount(false);
    whole = lab.client().apiextensions().v1().customResourceDefinitions().withName(CRD).get();
  }

  @AfterEach
  void putTheSchemaBack() {
    serve(whole);
  }

  @AfterAll
  void rest() {
    lab.rest(NAMESPACE);
    lab.admission().refuseFieldsThatDoNotCount(true);
  }

  @Test
  void an_object_past_the_schema_is_told_and_all_others_are_served() {
    String pods = operatorPods();
    serve(lax());
    apply(
        Sample.minimal(
            NAMESPACE, "quantity", "probe: {interval: 1h, pod: {resources: {limits: {cpu: ''}}}}"));
    apply(Sample.minimal(NAMESPACE, "wrong-type", "probe: {interval: 3}"));
    apply(Sample.minimal(NAMESPACE, "newer", "policy: {deny: [10.0.0.0/8]}"));
    apply(
        """
        apiVersion: esg-operator.io/v1alpha1
        kind: EsgInstance
        metadata: {name: no-spec, namespace: held}
        """);
    putTheSchemaBack();
    apply(Sample.minimal(NAMESPACE, "good", "probe: {interval: 1h, timeout: 2s}"));
    EsgInstance good = lab.instance(NAMESPACE, "good");
    lab.awaitFirstRound(good);
    awaitEvent("wrong-type", "SpecUnreadable", "spec.probe.interval");
    awaitEvent("no-spec", "SpecUnreadable", "spec is missing");
    assertThat(lab.policy(NAMESPACE, "esg-wrong-type")).isNull();
    assertThat(lab.policy(NAMESPACE, "esg-no-spec")).isNull();
    assertThat(operatorPods()).isEqualTo(pods);
  }

  /** Without canaries, whose results come after the first round and would be a write. */
  @Test
  void a_schema_without_the_exceptions_takes_none_from_a_policy() {
    apply(
        Sample.minimal(
            NAMESPACE,
            "excepting",
            "policy: {except: [10.0.0.0/8]}",
            "probe: {interval: 1h, timeout: 2s, canary: false}"));
    EsgInstance untouched = lab.instance(NAMESPACE, "excepting");
    apply(
        Sample.minimal(
            NAMESPACE,
            "edited",
            "policy: {except: [10.0.0.0/8]}",
            "probe: {interval: 1h, timeout: 2s, canary: false}"));
    EsgInstance edited = lab.instance(NAMESPACE, "edited");
    lab.awaitFirstRound(untouched);
    lab.awaitFirstRound(edited);
    awaitRest(untouched);
    NetworkPolicy before = lab.policy(NAMESPACE, "esg-edited");
    assertThat(exceptions(before)).contains("10.0.0.0/8");
    serve(withoutExceptions());
    // An edit of the same second as the schema's might have been read by the schema of before.
    Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
    lab.patch(
        NAMESPACE, "esg", "edited", "merge", "{\"spec\": {\"probe\": {\"interval\": \"2h\"}}}");
    EsgInstanceStatus held =
        lab.await(
            edited,
            status ->
                status
                    .condition(ConditionType.OperatorInstalled)
                    .filter(told -> "CrdOutdated".equals(told.getReason()))
                    .isPresent());
    assertThat(
            held.condition(ConditionType.OperatorInstalled)
                .map(Condition::getMessage)
                .orElseThrow())
        .contains("spec.policy.except");
    assertThat(held.condition(ConditionType.PolicyApplied).map(Condition::getReason))
        .contains("SpecLost");
    lab.restartOperator();
    awaitEvent("excepting", "CrdOutdated", "deletes spec.policy.except for good");
    assertThat(exceptions(lab.policy(NAMESPACE, "esg-edited"))).contains("10.0.0.0/8");
    assertThat(exceptions(lab.policy(NAMESPACE, "esg-excepting"))).contains("10.0.0.0/8");

    putTheSchemaBack();
    lab.await(
        edited,
        status ->
            status
                .condition(ConditionType.PolicyApplied)
                .filter(told -> "SpecLost".equals(told.getReason()))
                .isPresent());
    assertThat(lab.instance(NAMESPACE, "excepting").getSpec().policy().except())
        .containsExactly("10.0.0.0/8");
    assertThat(exceptions(lab.policy(NAMESPACE, "esg-edited"))).contains("10.0.0.0/8");
    lab.patch(
        NAMESPACE,
        "esg",
        "edited",
        "merge",
        "{\"spec\": {\"policy\": {\"except\": [\"10.0.0.0/8\"]}}}");
    lab.await(
        edited,
        status ->
            status
                .condition(ConditionType.PolicyApplied)
                .filter(told -> "True".equals(told.getStatus()))
                .isPresent());
  }

  /** As it is written: the typed resource would not take all of it. */
  private void apply(String yaml) {
    lab.client()
        .resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
        .serverSideApply();
  }

  /** Writes the CRD, whatever its version in the cluster is. */
  private void serve(CustomResourceDefinition crd) {
    crd.getMetadata().setResourceVersion(null);
    lab.client().resource(crd).update();
    Awaitility.await("the API server reads by this schema")
        .atMost(Duration.ofMinutes(1))
        .until(this::read, kept(crd)::equals);
  }

  /** Which fields of a spec the API server keeps now: policy.except, and one that no schema has. */
  private List<Boolean> read() {
    GenericKubernetesResource taken =
        lab.client()
            .resource(
                Serialization.unmarshal(
                    Sample.minimal(
                        NAMESPACE, "trial", "policy: {except: [10.0.0.0/8]}", "unknown: true"),
                    GenericKubernetesResource.class))
            .dryRun()
            .create();
    return List.of(
        List.of("10.0.0.0/8").equals(taken.get("spec", "policy", "except")),
        taken.get("spec", "unknown") != null);
  }

  private static List<Boolean> kept(CustomResourceDefinition crd) {
    Map<String, JSONSchemaProps> fields =
        crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema().getProperties();
    return fields == null || fields.isEmpty()
        ? List.of(true, true)
        : List.of(
            fields.get("spec").getProperties().get("policy").getProperties().containsKey("except"),
            false);
  }

  private CustomResourceDefinition lax() {
    CustomResourceDefinition lax = Serialization.clone(whole);
    lax.getSpec()
        .getVersions()
        .get(0)
        .getSchema()
        .setOpenAPIV3Schema(
            new JSONSchemaPropsBuilder()
                .withType("object")
                .withXKubernetesPreserveUnknownFields(true)
                .build());
    return lax;
  }

  private CustomResourceDefinition withoutExceptions() {
    CustomResourceDefinition older = Serialization.clone(whole);
    older
        .getSpec()
        .getVersions()
        .get(0)
        .getSchema()
        .getOpenAPIV3Schema()
        .getProperties()
        .get("spec")
        .getProperties()
        .get("policy")
        .getProperties()
        .remove("except");
    return older;
  }

  /**
   * A status that follows the first round's would be written by the next schema, and lose fields.
   */
  private void awaitRest(EsgInstance instance) {
    AtomicReference<String> last = new AtomicReference<>();
    Awaitility.await("the last write to " + instance.getMetadata().getName())
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(5))
        .until(
            () -> {
              String version =
                  lab.client().resource(instance).get().getMetadata().getResourceVersion();
              return version.equals(last.getAndSet(version));
            });
  }

  private void awaitEvent(String instance, String reason, String words) {
    Awaitility.await("an Event about " + instance)
        .atMost(Duration.ofMinutes(3))
        .until(
            () ->
                lab
                    .client()
                    .events()
                    .v1()
                    .events()
                    .inNamespace(NAMESPACE)
                    .list()
                    .getItems()
                    .stream()
                    .filter(event -> instance.equals(event.getRegarding().getName()))
                    .filter(event -> reason.equals(event.getReason()))
                    .anyMatch(event -> event.getNote().contains(words)));
  }

  private static List<String> exceptions(NetworkPolicy policy) {
    return policy.getSpec().getEgress().stream()
        .flatMap(rule -> rule.getTo().stream())
        .map(peer -> peer.getIpBlock())
        .filter(Objects::nonNull)
        .flatMap(block -> block.getExcept().stream())
        .distinct()
        .toList();
  }

  /** Names and restarts. */
  private String operatorPods() {
    return lab.kubectl(
        "-n",
        "esg-operator",
        "get",
        "pods",
        "--selector=app.kubernetes.io/name=esg-operator",
        "-o",
        "jsonpath={range .items[*]}{.metadata.name} {.status.containerStatuses[*].restartCount}{\"\\n\"}{end}");
  }
}
