package io.esgoperator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.reading.Unread;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotalReadingTest {
  private static final String GOOD = "{podSelector: {matchLabels: {app: esg}}}";

  private final List<String> met = new ArrayList<>();
  private final KubernetesSerialization reading =
      TotalReading.serialization(
          (kind, namespace, name, fault) -> met.add(kind + " " + namespace + "/" + name));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|spec.podSelector|spec.podSelector is missing: write it.",
        "{podSelector: {matchLabels: {app: esg}}, probe: {interval: 3}}|spec.probe.interval|spec.probe.interval is not a text",
        "{podSelector: {matchLabels: {app: esg}}, probe: {interval: 1s}}|spec.probe.interval|is 30s at least",
        "{podSelector: {matchLabels: {app: esg}}, policy: {enforcement: Perhaps}}|spec.policy.enforcement|is not one of Audit, Enforce",
        "{podSelector: {matchLabels: {app: esg}}, policy: null}|spec.policy|spec.policy is not a mapping",
        "{podSelector: {matchLabels: {app: esg}}, policy: {except: [null]}}|spec.policy.except[0]|is not a text",
        "{podSelector: {matchLabels: {app: null}}}|spec.podSelector.matchLabels.app|is not a text",
        "{podSelector: {matchLabels: {app: esg}}, policy: {deny: [10.0.0.0/8]}}|spec.policy.deny|spec.policy.deny is no field there",
        "{podSelector: {matchLabels: {app: esg}}, additionalPaths: {}}|spec.additionalPaths|is not a list",
        "[]|spec|spec is no object",
        "text|spec|spec is no object",
        "null|spec|spec is missing: write it, with spec.podSelector at least.",
      })
  void a_spec_that_breaks_the_schema_is_left_out_and_its_field_named(
      String spec, String field, String sentence) {
    EsgInstance instance = instance(spec);
    assertThat(instance.getSpec()).isNull();
    assertThat(instance.getMetadata().getName()).isEqualTo("a");
    assertThat(Unread.of(instance))
        .hasValueSatisfying(
            fault -> {
              assertThat(fault.field()).isEqualTo(field);
              assertThat(fault.sentence()).startsWith("spec").contains(sentence);
            });
    assertThat(met).containsExactly("EsgInstance mail/a");
  }

  @Test
  void a_quantity_that_the_model_cannot_take_is_named() {
    EsgInstance instance =
        instance(
            "{podSelector: {matchLabels: {app: esg}}, probe: {pod: {resources: {limits: {cpu: \"\"}}}}}");
    assertThat(instance.getSpec()).isNull();
    assertThat(Unread.of(instance))
        .hasValueSatisfying(
            fault -> assertThat(fault.field()).startsWith("spec.probe.pod.resources.limits"));
  }

  @Test
  void a_spec_that_keeps_the_schema_is_read_and_not_reported() {
    EsgInstance instance = instance(GOOD);
    assertThat(instance.getSpec().podSelector().matchLabels()).containsEntry("app", "esg");
    assertThat(Unread.of(instance)).isEmpty();
    assertThat(met).isEmpty();
  }

  @Test
  void a_copy_says_the_same_and_is_told_once() {
    EsgInstance bad = reading.clone(instance("{}"));
    assertThat(Unread.of(bad)).map(Unread::field).contains("spec.podSelector");
    EsgInstance good = reading.clone(instance(GOOD));
    assertThat(good.getSpec()).isEqualTo(instance(GOOD).getSpec());
    assertThat(met).containsExactly("EsgInstance mail/a");
  }

  @Test
  void an_instance_that_is_mended_says_nothing_of_its_past() {
    EsgInstance instance = reading.clone(instance("{}"));
    assertThat(Unread.of(instance)).isPresent();
    assertThat(Unread.of(instance(GOOD))).isEmpty();
  }

  @Test
  void an_annotation_of_a_tenant_makes_no_object_unreadable() {
    Service service =
        reading.unmarshal(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: a, annotations: {esg-operator.io/unread: "[a, b]"}}
            spec: {}
            """,
            Service.class);
    assertThat(Unread.of(service)).isEmpty();
  }

  @Test
  void one_bad_item_leaves_the_rest_of_its_list() {
    PodList pods =
        reading.unmarshal(
            """
            apiVersion: v1
            kind: PodList
            items:
            - {metadata: {name: good, namespace: mail}, spec: {nodeName: one}}
            - {metadata: {name: bad, namespace: mail, labels: {app: esg}}, spec: {containers: 5}}
            """,
            PodList.class);
    assertThat(pods.getItems())
        .extracting(pod -> pod.getMetadata().getName())
        .containsExactly("good", "bad");
    assertThat(pods.getItems().get(0).getSpec().getNodeName()).isEqualTo("one");
    assertThat(pods.getItems().get(1).getMetadata().getLabels()).containsEntry("app", "esg");
    assertThat(Unread.of(pods.getItems().get(1)).orElseThrow().sentence())
        .isEqualTo("spec.containers is not a list: write it so.");
    assertThat(met).containsExactly("Pod mail/bad");
  }

  @ParameterizedTest
  @CsvSource({
    "EsgInstance, esg-operator.io/v1alpha1",
    "Service, v1",
    "Pod, v1",
    "Job, batch/v1",
    "NetworkPolicy, networking.k8s.io/v1",
    "CustomResourceDefinition, apiextensions.k8s.io/v1",
    "Lease, coordination.k8s.io/v1",
    "Node, v1"
  })
  void an_event_of_a_watch_carries_any_object(String kind, String version) {
    reading.registerKubernetesResource(EsgInstance.class);
    WatchEvent event =
        reading.unmarshal(
            """
            {"type": "MODIFIED", "object": {"apiVersion": "%s", "kind": "%s", "metadata": {"name": "a", "namespace": "mail", "resourceVersion": "7"}, "spec": "odd"}}
            """
                .formatted(version, kind),
            WatchEvent.class);
    HasMetadata object = (HasMetadata) event.getObject();
    assertThat(object.getMetadata().getResourceVersion()).isEqualTo("7");
    assertThat(Unread.of(object)).map(Unread::field).contains("spec");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata: {name: a}|spec is missing: write it.",
        "{metadata: {name: a}, spec: null}|spec is missing: write it.",
        "{metadata: {name: a}, spec: {ports: [null]}}|spec.ports[0] is null: write a value, or leave it out.",
        "{metadata: {name: a}, spec: {ports: [{port: 25}, {port: odd}]}}|spec.ports[1].port is not a whole number: write it so.",
      })
  void a_service_that_no_api_server_keeps_is_unreadable(String service, String sentence) {
    assertThat(Unread.of(reading.unmarshal("---\n" + service, Service.class)))
        .map(Unread::sentence)
        .contains(sentence);
  }

  @Test
  void a_pod_has_a_status_and_labels_in_any_case() {
    Pod pod =
        reading.unmarshal(
            "---\n{metadata: {name: a, labels: null, annotations: null}, spec: {nodeName: null}, status: null}",
            Pod.class);
    assertThat(Unread.of(pod)).isEmpty();
    assertThat(pod.getStatus().getPodIPs()).isEmpty();
    assertThat(pod.getMetadata().getLabels()).isEmpty();
  }

  @Test
  void an_object_whose_name_cannot_be_read_is_told_all_the_same() {
    reading.unmarshal("metadata: {uid: x, name: [5]}\nspec: 5", Service.class);
    assertThat(met).containsExactly("Service null/");
  }

  @Test
  void a_bookmark_is_no_object_of_which_to_tell() {
    reading.registerKubernetesResource(EsgInstance.class);
    WatchEvent event =
        reading.unmarshal(
            """
            {"type": "BOOKMARK", "object": {"apiVersion": "esg-operator.io/v1alpha1", "kind": "EsgInstance", "metadata": {"creationTimestamp": null, "resourceVersion": "7"}}}
            """,
            WatchEvent.class);
    assertThat(((HasMetadata) event.getObject()).getMetadata().getResourceVersion()).isEqualTo("7");
    assertThat(met).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 1_500, 9_000})
  void an_object_of_any_depth_ends_no_list(int depth) {
    String deep = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    String list =
        """
        {"apiVersion": "v1", "kind": "List", "items": [
          {"apiVersion": "esg-operator.io/v1alpha1", "kind": "EsgInstance", "metadata": {"name": "deep"}, "spec": %s},
          {"apiVersion": "cilium.io/v2", "kind": "CiliumNetworkPolicy", "metadata": {"name": "deep", "managedFields": [{"fieldsV1": %s}]}, "spec": %s},
          {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "good"}, "spec": {}}]}
        """
            .formatted(deep, deep, deep);
    List<HasMetadata> items =
        reading.unmarshal(list, io.fabric8.kubernetes.api.model.KubernetesList.class).getItems();
    assertThat(items)
        .extracting(one -> one.getMetadata().getName())
        .containsExactly("deep", "deep", "good");
    assertThat(Unread.of(items.get(1)).orElseThrow().sentence()).contains("nests deeper than 300");
    assertThat(met).contains("EsgInstance null/deep", "CiliumNetworkPolicy null/deep");
    assertThat(Unread.of(items.get(2))).isEmpty();
  }

  private EsgInstance instance(String spec) {
    return reading.unmarshal(
        """
        apiVersion: esg-operator.io/v1alpha1
        kind: EsgInstance
        metadata: {name: a, namespace: mail}
        spec: %s
        """
            .formatted(spec),
        EsgInstance.class);
  }
}
