package io.esgoperator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.reading.Lost;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields that their managers wrote and that the API server has not kept. */
class LostFieldsTest {
  private static final KubernetesSerialization READING =
      TotalReading.serialization((kind, namespace, name, fault) -> {});

  @Test
  void a_field_that_its_manager_wrote_and_that_is_not_there_is_lost() {
    assertThat(lost("", "{enforcement: Enforce}")).containsExactly("spec.policy.except");
    assertThat(lost("", "{enforcement: Enforce, except: [10.0.0.0/8]}")).isEmpty();
  }

  @Test
  void a_default_that_kubectl_apply_did_not_write_is_not_lost() {
    assertThat(lost(applied("{}"), "{enforcement: Enforce}")).isEmpty();
    assertThat(lost(applied("{except: [10.0.0.0/8]}"), "{enforcement: Enforce}"))
        .containsExactly("spec.policy.except");
  }

  @Test
  void a_default_in_the_place_of_what_kubectl_apply_wrote_is_a_loss() {
    String standing = "{enforcement: Enforce, except: [169.254.169.254/32, \"fd00:ec2::254/128\"]}";
    assertThat(lost(applied("{except: [10.0.0.0/8]}"), standing))
        .containsExactly("spec.policy.except");
    assertThat(lost(applied("{except: [169.254.169.254/32, \"fd00:ec2::254/128\"]}"), standing))
        .isEmpty();
    assertThat(lost(applied("{except: null}"), standing)).isEmpty();
    assertThat(lost(applied("{except: [10.0.0.0/8]}"), "{except: [192.0.2.0/24]}"))
        .as("what another program wrote since")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"esg-operator.io/v1alpha1, true", "esg-operator.io/v1beta1, false"})
  void only_what_was_written_in_the_version_that_is_read_can_be_missed(
      String version, boolean missed) {
    EsgInstance instance =
        READING.unmarshal(
            """
            apiVersion: esg-operator.io/v1alpha1
            kind: EsgInstance
            metadata: {name: a, managedFields: [{manager: m, apiVersion: %s, fieldsV1: {f:spec: {f:dcc: {}}}}]}
            spec: {podSelector: {matchLabels: {app: esg}}}
            """
                .formatted(version),
            EsgInstance.class);
    assertThat(Lost.of(instance).fields()).isEqualTo(missed ? List.of("spec.dcc") : List.of());
    assertThat(Lost.of(instance).isNone()).isNotEqualTo(missed);
  }

  private static String applied(String policy) {
    return "annotations: {kubectl.kubernetes.io/last-applied-configuration: '{\"spec\": {\"policy\": %s}}'},"
        .formatted(
            policy
                .replaceAll("([a-zA-Z][a-zA-Z]+):", "\"$1\":")
                .replaceAll("([0-9./]{5,})", "\"$1\""));
  }

  private List<String> lost(String annotations, String policy) {
    EsgInstance instance =
        READING.unmarshal(
            """
            apiVersion: esg-operator.io/v1alpha1
            kind: EsgInstance
            metadata:
              {name: a, namespace: mail, %s managedFields: [{manager: m, fieldsV1: {
                f:metadata: {f:annotations: {"f:kubectl.kubernetes.io/last-applied-configuration": {}}},
                f:spec: {f:podSelector: {}, f:policy: {".": {}, f:enforcement: {}, f:except: {}}}}}]}
            spec: {podSelector: {matchLabels: {app: esg}}, policy: %s}
            """
                .formatted(annotations, policy),
            EsgInstance.class);
    return Lost.of(instance).fields();
  }
}
