package io.esgoperator.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.Names;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnershipTest {
  private static final String UID = "6f0ab8a5-0000-4000-8000-000000000001";

  private final EsgInstance instance = Instances.sample("minimal");

  /** Label and owner reference of a policy, and the instance to which it belongs. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          esg-operator.io/instance-uid: %1$s     | esg-operator.io/v1alpha1 EsgInstance gateway %1$s  | Own
          esg-operator.io/instance-uid: %1$s     | v1 ConfigMap gateway %1$s                          | Own
          app.kubernetes.io/managed-by: esg-operator | esg-operator.io/v1alpha1 EsgInstance gateway %1$s | Own
          app.kubernetes.io/managed-by: esg-operator | esg-operator.io/v1 EsgInstance renamed %1$s    | Own
          app.kubernetes.io/managed-by: esg-operator | v1 ConfigMap gateway %1$s                      | Foreign
          app.kubernetes.io/managed-by: esg-operator | example.net/v1 EsgInstance gateway %1$s        | Foreign
          app.kubernetes.io/managed-by: esg-operator | esg-operator.io/v1alpha1 EsgInstance gateway old | Predecessor
          esg-operator.io/instance-uid: old      | esg-operator.io/v1alpha1 EsgInstance gateway old   | Predecessor
          esg-operator.io/instance-uid: old      | esg-operator.io/v1alpha1 EsgInstance other old     | Foreign
          esg-operator.io/instance-uid: old      | v1 ConfigMap gateway old                           | Foreign
          esg-operator.io/instance-uid: ''       | example.net/v1 EsgInstance gateway old             | Foreign
          """)
  void label_or_owner_reference_prove_it(String label, String owner, Ownership ownership) {
    NetworkPolicy policy = policy(label.formatted(UID), owner.formatted(UID));
    assertThat(Ownership.of(instance, policy)).isEqualTo(ownership);
    assertThat(Ownership.isOwn(instance, policy)).isEqualTo(ownership == Ownership.Own);
  }

  @Test
  void a_policy_without_any_metadata_of_the_operator_is_foreign() {
    NetworkPolicy bare =
        Serialization.unmarshal(
            "kind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nmetadata: {name: esg-gateway}",
            NetworkPolicy.class);
    assertThat(Ownership.of(instance, bare)).isEqualTo(Ownership.Foreign);
    assertThat(Ownership.isWrittenForAny(bare)).isFalse();
  }

  /** Of a Job nothing but the operator takes a mark off. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          esg-operator.io/instance-uid: %1$s     | esg-operator.io/v1alpha1 EsgInstance gateway %1$s  | true
          esg-operator.io/instance-uid: %1$s     | esg-operator.io/v1alpha1 EsgInstance gateway old   | false
          esg-operator.io/instance-uid: old      | esg-operator.io/v1alpha1 EsgInstance gateway %1$s  | false
          app.kubernetes.io/managed-by: esg-operator | v1 ConfigMap gateway %1$s                      | false
          """)
  void a_job_needs_label_and_owner_reference(String label, String owner, boolean made) {
    assertThat(Ownership.isMadeFor(instance, policy(label.formatted(UID), owner.formatted(UID))))
        .isEqualTo(made);
  }

  /** Label, owner reference and name of a policy, and whether an uninstallation removes it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          esg-operator.io/instance-uid: any          | esg-operator.io/v1alpha1 EsgInstance gateway any | esg-gateway | true
          app.kubernetes.io/managed-by: esg-operator | esg-operator.io/v1alpha1 EsgInstance gateway any | esg-gateway | true
          esg-operator.io/instance-uid: any          | v1 ConfigMap gateway any                         | esg-gateway | false
          esg-operator.io/instance-uid: any          | esg-operator.io/v1alpha1 EsgInstance gateway any | esg-copy    | false
          app.kubernetes.io/managed-by: esg-operator | v1 ConfigMap gateway any                         | esg-gateway | false
          app.kubernetes.io/managed-by: esg-operator | example.net/v1 EsgInstance gateway any           | esg-gateway | false
          """)
  void an_uninstallation_removes_what_an_operator_wrote_under_the_name_that_it_gives(
      String label, String owner, String name, boolean removed) {
    NetworkPolicy policy = policy(label, owner);
    policy.getMetadata().setName(name);
    assertThat(Ownership.isWrittenForAny(policy)).isEqualTo(removed);
  }

  @Test
  void where_the_owner_reference_was_taken_off_annotation_and_label_are_enough_to_be_removed() {
    NetworkPolicy policy = policy(Names.INSTANCE_UID + ": any", "v1 ConfigMap x y");
    policy.getMetadata().setAnnotations(Map.of(Names.INSTANCE_NAME, "gateway"));
    assertThat(Ownership.isWrittenForAny(policy)).isTrue();
  }

  @Test
  void of_two_long_names_that_are_cut_to_the_same_one_the_first_keeps_its_policy() {
    EsgInstance other = Instances.sample("minimal");
    other.getMetadata().setName("other");
    other.getMetadata().setUid("other");
    NetworkPolicy policy =
        policy(
            Names.INSTANCE_UID + ": " + UID, "esg-operator.io/v1alpha1 EsgInstance gateway " + UID);
    assertThat(Ownership.of(instance, policy)).isEqualTo(Ownership.Own);
    assertThat(Ownership.of(other, policy)).isEqualTo(Ownership.Foreign);
  }

  private static NetworkPolicy policy(String label, String owner) {
    String[] words = owner.split(" ");
    return Serialization.unmarshal(
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: esg-gateway
          labels: {%s}
          ownerReferences: [{apiVersion: %s, kind: %s, name: %s, uid: %s}]
        """
            .formatted(label, words[0], words[1], words[2], words[3]),
        NetworkPolicy.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "annotations: {esg-operator.io/instance: gateway}",
        "ownerReferences: [{kind: EsgInstance, name: gateway}]",
        "annotations: {esg-operator.io/instance: gateway}, ownerReferences: [{kind: EsgInstance, name: gateway}]",
        "annotations: {other: x}, ownerReferences: [{kind: Other, name: x}, {kind: EsgInstance, name: gateway}]"
      })
  void the_annotation_or_the_reference_names_the_instance(String metadata) {
    assertThat(Ownership.instance(named(metadata)))
        .containsExactly(new ResourceID("gateway", "mail"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"labels: {app: esg}", "ownerReferences: [{kind: Other, name: gateway}]"})
  void an_object_of_another_writer_belongs_to_no_instance(String metadata) {
    assertThat(Ownership.instance(named(metadata))).isEmpty();
  }

  private static NetworkPolicy named(String metadata) {
    return Serialization.unmarshal(
        "metadata: {name: esg-gateway, namespace: mail, " + metadata + "}", NetworkPolicy.class);
  }
}
