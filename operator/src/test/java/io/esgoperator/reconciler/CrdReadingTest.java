package io.esgoperator.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.status.Shortcoming;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrdReadingTest {
  private static final String RUN =
      " Run: kubectl apply --server-side -k crds, or helm upgrade with crds.install=true.";

  @Test
  void without_a_crd_nothing_is_served_and_its_name_is_told() {
    CrdReading reading = CrdReading.of(Optional.empty(), "0.1.0");
    assertThat(reading.served()).isFalse();
    assertThat(reading.shortcoming())
        .contains(
            new Shortcoming(
                "CrdMissing",
                "CustomResourceDefinition esginstances.esg-operator.io is not installed, so there is nothing to watch."
                    + RUN));
  }

  @Test
  void a_crd_that_is_not_established_is_waited_for() {
    CrdReading reading = CrdReading.of(Optional.of(crd("0.1.0", "False")), "0.1.0");
    assertThat(reading.served()).isFalse();
    assertThat(reading.shortcoming())
        .hasValueSatisfying(lack -> assertThat(lack.reason()).isEqualTo("CrdNotEstablished"));
  }

  @Test
  void an_older_crd_is_served_and_told() {
    CrdReading reading = CrdReading.of(Optional.of(crd("0.1.0", "True")), "0.2.0");
    assertThat(reading.served()).isTrue();
    assertThat(reading.shortcoming())
        .contains(
            new Shortcoming(
                "CrdOutdated",
                "CustomResourceDefinition esginstances.esg-operator.io is of version 0.1.0 and the operator of 0.2.0, so the API server refuses what is newer: policies are kept as declared, and no path is probed until then."
                    + RUN));
  }

  @Test
  void a_crd_without_a_version_is_older_than_any() {
    CustomResourceDefinition crd = crd("", "True");
    crd.getMetadata().setAnnotations(null);
    assertThat(CrdReading.of(Optional.of(crd), "0.1.0").shortcoming())
        .hasValueSatisfying(
            lack -> assertThat(lack.message()).contains("is of unknown version, the operator of"));
  }

  @ParameterizedTest
  @CsvSource({"0.10.0, 0.9.0", "0.1.0, 0.1.0", "0.2.0, 0.2.0-rc1", "0.1.0, ''"})
  void a_crd_that_is_as_new_lacks_nothing(String crd, String operator) {
    assertThat(CrdReading.of(Optional.of(crd(crd, "True")), operator))
        .isEqualTo(new CrdReading(true, Optional.empty()));
  }

  private static CustomResourceDefinition crd(String version, String established) {
    return new CustomResourceDefinitionBuilder()
        .withNewMetadata()
        .withAnnotations(Map.of("esg-operator.io/crd-version", version))
        .endMetadata()
        .withNewStatus()
        .addNewCondition()
        .withType("Established")
        .withStatus(established)
        .endCondition()
        .endStatus()
        .build();
  }
}
