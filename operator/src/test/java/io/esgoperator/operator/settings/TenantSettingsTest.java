package io.esgoperator.operator.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esgoperator.model.Cidr;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantSettingsTest {
  @Test
  void unless_something_is_given_a_tenant_has_little() {
    assertThat(TenantSettings.of(Map.of()))
        .isEqualTo(
            new TenantSettings(
                Set.of(
                    ProbePodField.Resources, ProbePodField.NodeSelector, ProbePodField.Tolerations),
                Map.of("cpu", new Quantity("1"), "memory", new Quantity("512Mi")),
                List.of(),
                List.of(),
                List.of(),
                false));
  }

  @Test
  void what_is_given_holds() {
    assertThat(
            TenantSettings.of(
                Map.of(
                    "ESG_PROBE_POD_FIELDS", "image, priorityClassName",
                    "ESG_PROBE_POD_MAX_CPU", "2",
                    "ESG_PROBE_POD_MAX_MEMORY", "1Gi",
                    "ESG_PROBE_POD_MAX_EPHEMERAL_STORAGE", "2Gi",
                    "ESG_PROBE_PULL_SECRETS", "one,two",
                    "ESG_PROBE_TARGETS", "10.43.0.0/16, fd00::/8",
                    "ESG_CLUSTER_NETWORKS", "10.42.0.0/16",
                    "ESG_OTHER_NAMESPACES_PROBED", "true")))
        .isEqualTo(
            new TenantSettings(
                Set.of(ProbePodField.Image, ProbePodField.PriorityClassName),
                Map.of(
                    "cpu", new Quantity("2"),
                    "memory", new Quantity("1Gi"),
                    "ephemeral-storage", new Quantity("2Gi")),
                List.of("one", "two"),
                List.of(Cidr.parse("10.43.0.0/16"), Cidr.parse("fd00::/8")),
                List.of(Cidr.parse("10.42.0.0/16")),
                true));
  }

  @Test
  void an_empty_list_of_fields_lets_none_count() {
    assertThat(TenantSettings.of(Map.of("ESG_PROBE_POD_FIELDS", "")).podFields()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ESG_PROBE_POD_FIELDS     | image,command | ESG_PROBE_POD_FIELDS has 'command': give some of image, imagePullSecrets, resources, nodeSelector, tolerations, serviceAccountName, priorityClassName, separated by commas
          ESG_PROBE_POD_MAX_CPU    | much          | ESG_PROBE_POD_MAX_CPU is 'much': give a quantity above 0, such as 500m or 512Mi
          ESG_PROBE_POD_MAX_CPU    | ''            | ESG_PROBE_POD_MAX_CPU is '': give a quantity above 0, such as 500m or 512Mi
          ESG_PROBE_POD_MAX_MEMORY | 0             | ESG_PROBE_POD_MAX_MEMORY is '0': give a quantity above 0, such as 500m or 512Mi
          ESG_PROBE_TARGETS        | example.net   | ESG_PROBE_TARGETS has 'example.net': give networks in CIDR notation, such as 10.42.0.0/16, separated by commas
          ESG_CLUSTER_NETWORKS     | 10.0.0.0/33   | ESG_CLUSTER_NETWORKS has '10.0.0.0/33': give networks in CIDR notation, such as 10.42.0.0/16, separated by commas
          """)
  void what_is_none_is_refused_with_what_to_write(String variable, String value, String sentence) {
    assertThatThrownBy(() -> TenantSettings.of(Map.of(variable, value))).hasMessage(sentence);
  }
}
