package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.manifest.kind.NameForm;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real API server takes as well; what it refuses is in {@code rejected.yaml}. */
class PodSpecRulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "services: {ldap: {servers: [{podSelector: {}, namespaceSelector: {matchLabels: {team: directory}}}]}}",
        "services: {ldap: {servers: [{namespaceSelector: {matchExpressions: [{key: team, operator: Exists}]}}]}}",
        "services: {ldap: {servers: [{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [a]}]}, namespaceSelector: {matchLabels: {team: a}}}]}}",
        "services: {ldap: {servers: [{podSelector: {matchExpressions: [{key: app, operator: In, values: [a, '']}, {key: old, operator: DoesNotExist}]}}]}}",
        "services: null\nprobe: {interval: null, pod: {nodeSelector: {pool: null}}}",
        "additionalPaths: [{name: chat, direction: Inbound, protocol: TCP, port: 25.0, anywhere: true}]",
        "additionalPaths: [{name: chat, direction: Inbound, protocol: TCP, port: 1e3, anywhere: true}]",
        "probe: {pod: {resources: {requests: {cpu: 1, memory: 4294967296}, limits: {cpu: 1000m, memory: 4Gi}}}}",
        "probe: {pod: {resources: {requests: {cpu: 1, ephemeral-storage: 1Mi}}}}",
        "probe: {pod: {tolerations: [{operator: Exists}, {key: mail, value: ''}, {key: a/b, operator: Exists, effect: NoExecute, tolerationSeconds: 0}]}}",
        "probe: {pod: {image: '[fd00::1]:5000/mail/esg-operator:1.0', imagePullSecrets: [mirror.v2]}}",
        "probe: {trustedCertificates: \"# our CA\\n-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----\\n\"}"
      })
  void what_means_something_is_taken(String spec) {
    assertThat(refused("podSelector: {matchLabels: {app: esg}}\n" + spec)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"253, 63, false", "254, 1, true", "1, 64, true", "253, 64, true"})
  void a_labels_key_ends_where_it_does_for_the_api_server(int prefix, int name, boolean refused) {
    String key = "a".repeat(prefix) + "/" + "b".repeat(name);
    assertThat(refused("podSelector: {matchLabels: {%s: esg}}".formatted(key))).isEqualTo(refused);
    assertThat(
            refused(
                "podSelector: {matchExpressions: [{key: %s, operator: Exists}]}".formatted(key)))
        .isEqualTo(refused);
  }

  @ParameterizedTest
  @CsvSource({"63, false", "64, true"})
  void a_labels_value_ends_where_it_does_for_the_api_server(int length, boolean refused) {
    assertThat(refused("podSelector: {matchLabels: {app: %s}}".formatted("a".repeat(length))))
        .isEqualTo(refused);
  }

  /** A pattern that recurses once a part would take every stack. */
  @Test
  void a_text_of_many_parts_is_refused_like_any_other() {
    String parts = "a.".repeat(200_000);
    assertThat(NameForm.KEY.fits(parts + "a/b")).isFalse();
    for (String spec :
        new String[] {
          "podSelector: {matchExpressions: [{key: %sa/b, operator: Exists}]}",
          "podSelector: {matchExpressions: [{key: app, operator: In, values: [%sa]}]}",
          "podSelector: {matchLabels: {app: %sa}}",
          "podSelector: {matchLabels: {app: esg}}\ndcc: {hosts: [%scom]}",
          "podSelector: {matchLabels: {app: esg}}\nprobe: {pod: {image: %sa}}",
          "podSelector: {matchLabels: {app: esg}}\nprobe: {pod: {serviceAccountName: %sa}}"
        }) {
      assertThat(refused(spec.formatted(parts))).isTrue();
    }
  }

  private static boolean refused(String spec) {
    return JudgedSpec.of(Serialization.unmarshal(spec, JsonNode.class)).refusal().isPresent();
  }
}
