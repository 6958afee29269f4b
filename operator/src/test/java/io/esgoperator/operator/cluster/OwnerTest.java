package io.esgoperator.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "annotations: {esg-operator.io/instance: gateway}",
        "ownerReferences: [{kind: EsgInstance, name: gateway}]",
        "annotations: {esg-operator.io/instance: gateway}, ownerReferences: [{kind: EsgInstance, name: gateway}]",
        "annotations: {other: x}, ownerReferences: [{kind: Other, name: x}, {kind: EsgInstance, name: gateway}]"
      })
  void the_annotation_or_the_reference_names_the_instance(String metadata) {
    assertThat(Owner.of(object(metadata))).containsExactly(new ResourceID("gateway", "mail"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"labels: {app: esg}", "ownerReferences: [{kind: Other, name: gateway}]"})
  void an_object_of_another_writer_belongs_to_no_instance(String metadata) {
    assertThat(Owner.of(object(metadata))).isEmpty();
  }

  private static NetworkPolicy object(String metadata) {
    return Serialization.unmarshal(
        "metadata: {name: esg-gateway, namespace: mail, " + metadata + "}", NetworkPolicy.class);
  }
}
