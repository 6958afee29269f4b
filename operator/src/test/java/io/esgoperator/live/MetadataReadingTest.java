package io.esgoperator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.reading.UnreadObserver;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of metadata into which others wrote. */
class MetadataReadingTest {
  private static final KubernetesSerialization READING =
      TotalReading.serialization(UnreadObserver.NONE);

  @Test
  void metadata_with_nulls_in_it_has_no_null_for_its_readers() {
    for (Class<? extends HasMetadata> type : List.of(NetworkPolicy.class, EsgInstance.class)) {
      HasMetadata object =
          READING.unmarshal("metadata: {name: a, labels: null, annotations: null}", type);
      assertThat(object.getMetadata().getLabels()).isEmpty();
      assertThat(object.getMetadata().getAnnotations()).isEmpty();
    }
    assertThat(
            READING
                .unmarshal(
                    "metadata: {name: a, ownerReferences: null, finalizers: null}\nspec: 5",
                    NetworkPolicy.class)
                .getMetadata()
                .getOwnerReferences())
        .isEmpty();
  }

  @Test
  void a_label_that_is_no_text_is_not_there() {
    assertThat(
            READING
                .unmarshal("metadata: {name: a, labels: {app: {}, team: mail}}", Pod.class)
                .getMetadata()
                .getLabels())
        .containsOnlyKeys("team");
  }

  @Test
  void a_label_without_a_value_is_an_empty_one() {
    for (Class<? extends HasMetadata> type : List.of(Pod.class, NetworkPolicy.class)) {
      assertThat(
              READING
                  .unmarshal("metadata: {name: a, labels: {app: null}}\nspec: {}", type)
                  .getMetadata()
                  .getLabels())
          .containsEntry("app", "");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metadata: {name: a, labels: {app: {}, team: mail}}",
        "metadata: {name: a, labels: {team: mail}, generation: much}",
        "metadata: {name: a, labels: {team: mail}, ownerReferences: [5]}",
        "metadata: {name: a, labels: {team: mail}, managedFields: {}}",
        "metadata: {name: a, labels: {team: mail, app: null}}",
        "metadata: {name: a, labels: {team: mail}, annotations: 7}",
      })
  void odd_metadata_loses_its_odd_parts_alone(String metadata) {
    for (Class<? extends HasMetadata> type :
        List.of(
            Pod.class,
            Job.class,
            NetworkPolicy.class,
            EsgInstance.class,
            GenericKubernetesResource.class)) {
      HasMetadata object = READING.unmarshal(metadata, type);
      assertThat(object.getMetadata().getName()).isEqualTo("a");
      assertThat(object.getMetadata().getLabels()).containsEntry("team", "mail");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "metadata: null",
        "metadata: 5",
        "metadata: []",
        "metadata: {uid: x, name: 5}"
      })
  void without_metadata_there_is_still_an_object(String object) {
    assertThat(READING.unmarshal(object, Service.class).getMetadata()).isNotNull();
    assertThat(READING.unmarshal(object, EsgInstance.class).getMetadata()).isNotNull();
  }
}
