package io.esgoperator.operator.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.operator.reconciler.CrdReading.Hold;
import io.esgoperator.reading.Unread;
import io.esgoperator.status.Shortcoming;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrdReadingTest {
  private static final String RUN =
      " Run: kubectl apply --server-side -k crds, or helm upgrade with crds.install=true.";

  @Test
  void without_a_crd_nothing_is_served_and_its_name_is_told() {
    CrdReading reading = read(null, "0.1.0");
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
    CrdReading reading = read(Crds.of("0.1.0", "False"), "0.1.0");
    assertThat(reading.served()).isFalse();
    assertThat(reading.shortcoming())
        .hasValueSatisfying(lack -> assertThat(lack.reason()).isEqualTo("CrdNotEstablished"));
  }

  @Test
  void an_older_crd_is_served_and_told() {
    CrdReading reading = read(Crds.of("0.1.0"), "0.2.0");
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
    CustomResourceDefinition crd = Crds.of("");
    crd.getMetadata().setAnnotations(null);
    assertThat(read(crd, "0.1.0").shortcoming())
        .hasValueSatisfying(
            lack -> assertThat(lack.message()).contains("is of unknown version, the operator of"));
  }

  @ParameterizedTest
  @CsvSource({"0.10.0, 0.9.0", "0.1.0, 0.1.0", "0.2.0, 0.2.0-rc1", "0.1.0, ''"})
  void a_crd_that_is_as_new_lacks_nothing(String crd, String operator) {
    assertThat(read(Crds.of(crd), operator))
        .isEqualTo(new CrdReading(true, Optional.empty(), Hold.Nothing, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spec.policy.except",
        "spec.policy",
        "spec.services.ldap.servers",
        "spec.probe.dnsReflector.server"
      })
  void a_crd_of_the_same_version_without_a_field_of_the_spec_lets_no_policy_be_written(
      String field) {
    CrdReading reading = read(Crds.without(field), "0.2.0");
    assertThat(reading.served()).isTrue();
    assertThat(reading.hold()).isEqualTo(Hold.Policy);
    assertThat(reading.shortcoming())
        .contains(
            new Shortcoming(
                "CrdOutdated",
                "CustomResourceDefinition esginstances.esg-operator.io lacks %s, so the API server drops that from every EsgInstance: no policy is written from what is left, each stands as it was last written, and no path is probed until then."
                        .formatted(field)
                    + RUN));
  }

  @Test
  void fields_below_lists_and_maps_are_looked_for_too() {
    CustomResourceDefinition crd = Crds.of("0.2.0");
    Crds.at(crd, "spec.additionalPaths.[].peers.[]").getProperties().remove("except");
    assertThat(lack(crd)).contains("lacks spec.additionalPaths[].peers[].except,");
    crd = Crds.of("0.2.0");
    Crds.at(crd, "spec.probe").getProperties().get("targets").setAdditionalProperties(null);
    assertThat(lack(crd)).contains("lacks spec.probe.targets.*,");
  }

  @Test
  void a_field_of_another_type_is_missing() {
    CustomResourceDefinition crd = Crds.of("0.2.0");
    Crds.at(crd, "spec.policy.except").setType("string");
    assertThat(read(crd, "0.2.0").hold()).isEqualTo(Hold.Policy);
  }

  @Test
  void a_crd_without_the_version_of_the_api_lacks_the_whole_spec() {
    CustomResourceDefinition crd = Crds.of("0.2.0");
    crd.getSpec().getVersions().get(0).setName("v1beta1");
    assertThat(lack(crd)).contains("lacks spec,");
  }

  @Test
  void of_many_missing_fields_three_are_named() {
    CustomResourceDefinition crd = Crds.of("0.2.0");
    Crds.at(crd, "spec.policy").getProperties().clear();
    Crds.at(crd, "spec").getProperties().remove("dcc");
    assertThat(lack(crd)).contains(" and 1 more, so");
    Crds.at(crd, "spec").getProperties().put("dcc", Crds.at(Crds.of("1"), "spec.dcc"));
    assertThat(lack(crd)).doesNotContain("more").contains("spec.policy.except, so");
  }

  @Test
  void a_crd_that_keeps_what_it_does_not_know_drops_nothing() {
    CustomResourceDefinition crd = Crds.without("spec.policy.except");
    Crds.at(crd, "spec.policy").setXKubernetesPreserveUnknownFields(true);
    assertThat(read(crd, "0.2.0").hold()).isEqualTo(Hold.Nothing);
  }

  @Test
  void a_crd_that_knows_more_or_is_laxer_lacks_nothing() {
    CustomResourceDefinition crd = Crds.of("0.3.0");
    Crds.at(crd, "spec").getProperties().put("newer", Crds.at(crd, "spec.dcc"));
    Crds.at(crd, "spec.policy.except").setXKubernetesValidations(null);
    assertThat(read(crd, "0.2.0").hold()).isEqualTo(Hold.Nothing);
  }

  @Test
  void without_a_field_of_the_status_policies_are_written_and_rows_are_not() {
    CrdReading reading = read(Crds.without("status.details"), "0.2.0");
    assertThat(reading.hold()).isEqualTo(Hold.Status);
    assertThat(reading.shortcoming().orElseThrow().message())
        .contains("lacks status.details, so the API server refuses what is newer");
  }

  @Test
  void a_crd_that_cannot_be_read_lets_no_policy_be_written() {
    CustomResourceDefinition crd = new CustomResourceDefinition();
    crd.setMetadata(new ObjectMeta());
    new Unread("spec.versions", "spec.versions is not a list: write it so.")
        .beside(crd.getMetadata());
    CrdReading reading = read(crd, "0.2.0");
    assertThat(reading.served()).isTrue();
    assertThat(reading.hold()).isEqualTo(Hold.Policy);
    assertThat(reading.shortcoming().orElseThrow().message()).contains("spec.versions is not");
  }

  @Test
  void where_the_operator_may_not_look_it_watches_and_says_so() {
    assertThat(CrdReading.hidden().served()).isTrue();
    assertThat(CrdReading.hidden().shortcoming()).map(Shortcoming::reason).contains("CrdHidden");
  }

  @Test
  void only_an_api_server_that_did_not_say_leaves_it_unknown() {
    assertThat(CrdReading.unknown("timed out").isUnknown()).isTrue();
    assertThat(CrdReading.unknown("timed out").served()).isFalse();
    assertThat(CrdReading.hidden().isUnknown()).isFalse();
    assertThat(read(Crds.of("0.2.0"), "0.2.0").isUnknown()).isFalse();
  }

  @Test
  void it_tells_when_the_crd_was_last_written_and_not_its_status() {
    CustomResourceDefinition crd = Crds.of("0.2.0");
    crd.getMetadata()
        .setManagedFields(
            List.of(
                written("2026-01-01T00:00:00Z", null),
                written("2026-01-02T00:00:00Z", null),
                written("2026-01-03T00:00:00Z", "status")));
    assertThat(read(crd, "0.2.0").changed()).contains(Instant.parse("2026-01-02T00:00:00Z"));
  }

  private static ManagedFieldsEntry written(String time, String subresource) {
    return new ManagedFieldsEntryBuilder().withTime(time).withSubresource(subresource).build();
  }

  private static String lack(CustomResourceDefinition crd) {
    return read(crd, "0.2.0").shortcoming().orElseThrow().message();
  }

  private static CrdReading read(CustomResourceDefinition crd, String operator) {
    return CrdReading.of(Optional.ofNullable(crd), operator, CrdFields.ofJar());
  }
}
