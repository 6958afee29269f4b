package io.esgoperator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTextTest {
  private static final String DECLARED =
      """
      metadata: {name: esg-gateway, labels: {app.kubernetes.io/managed-by: esg-operator}}
      spec:
        podSelector: {matchLabels: {app: esg}}
        policyTypes: [Ingress, Egress]
        ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: 25, protocol: TCP}]}]
        egress:
          - {to: [{ipBlock: {cidr: 192.0.2.0/24, except: [192.0.2.9/32]}}], ports: [{port: 443, protocol: TCP}]}
          - {to: [{podSelector: {matchLabels: {k8s-app: dns}}}], ports: [{port: 53, protocol: UDP}]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          protocol: TCP              | protocol: TCP, endPort: 30                      | opens TCP 25 to 30 from 0.0.0.0/0, which was not declared
          [{port: 25, protocol: TCP}] | []                                             | opens every port from 0.0.0.0/0, which was not declared
          192.0.2.0/24, except: [192.0.2.9/32] | 192.0.2.0/24                          | opens TCP 443 to 192.0.2.0/24, which was not declared
          192.0.2.0/24               | 192.0.0.0/16                                    | does not open TCP 443 to 192.0.2.0/24 except 192.0.2.9/32, which was declared
          to: [{podSelector          | to: [{namespaceSelector: {}, podSelector        | opens UDP 53 to pods by {namespaceSelector:{},podSelector:{matchLabels:{k8s-app:dns}}}, which was not declared
          'to: [{podSelector: {matchLabels: {k8s-app: dns}}}], ' | ''                  | opens UDP 53 to anywhere, which was not declared
          {app: esg}                 | {app: esg, injected: 'true'}                    | has podSelector {matchLabels:{app:esg,injected:true}}, which was not declared
          [Ingress, Egress]          | [Ingress]                                       | lacks policyTypes Egress, which was declared
          app.kubernetes.io/managed-by | team                                          | lacks the label app.kubernetes.io/managed-by=esg-operator, which was declared
          """)
  void a_change_is_told_in_words(String declared, String stands, String difference) {
    assertThat(DECLARED).contains(declared);
    assertThat(text(DECLARED).differences(text(DECLARED.replaceFirst(quoted(declared), stands))))
        .contains(difference);
  }

  /**
   * As an API server may keep it: in another order, with and without defaults, with more labels.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [Ingress, Egress]          | [Egress, Ingress]
          {port: 443, protocol: TCP} | {port: 443}
          name: esg-gateway,         | name: esg-gateway, resourceVersion: '7', annotations: {seen: now},
          labels: {                  | labels: {team: mail,
          {port: 53, protocol: UDP}  | {port: 53, protocol: UDP}, {port: 53, protocol: UDP}
          """)
  void what_means_the_same_is_no_change(String declared, String stands) {
    assertThat(DECLARED).contains(declared);
    assertThat(text(DECLARED).differences(text(DECLARED.replaceFirst(quoted(declared), stands))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "full"})
  void the_policy_of_a_sample_is_the_same_after_a_journey(String sample) throws IOException {
    String yaml = golden(sample + ".policy.yaml");
    NetworkPolicy policy = Serialization.unmarshal(yaml, NetworkPolicy.class);
    assertThat(
            PolicyText.of(policy)
                .differences(
                    PolicyText.of(
                        Serialization.unmarshal(
                            Serialization.asJson(policy), NetworkPolicy.class))))
        .isEmpty();
  }

  @Test
  void another_rule_of_ciliums_is_told() throws IOException {
    GenericKubernetesResource declared = cilium(golden("minimal.cilium.yaml"));
    GenericKubernetesResource stands =
        cilium(
            golden("minimal.cilium.yaml")
                .replaceFirst("  egress:\n", "  egress:\n  - toCIDR: [0.0.0.0/0]\n"));
    assertThat(PolicyText.of(declared).differences(PolicyText.of(stands)))
        .containsExactly("opens egress {toCIDR:[0.0.0.0/0]}, which was not declared");
  }

  @Test
  void what_cilium_keeps_in_its_own_fields_is_told() throws IOException {
    GenericKubernetesResource declared = cilium(golden("full.cilium.yaml"));
    GenericKubernetesResource stands =
        cilium(golden("full.cilium.yaml").replaceFirst("spec:\n", "spec:\n  ingressDeny: [{}]\n"));
    assertThat(PolicyText.of(declared).differences(PolicyText.of(declared))).isEmpty();
    assertThat(PolicyText.of(declared).differences(PolicyText.of(stands)))
        .containsExactly("has ingressDeny [{}], which was not declared");
  }

  @Test
  void rules_beside_the_spec_are_told() throws IOException {
    GenericKubernetesResource declared = cilium(golden("minimal.cilium.yaml"));
    GenericKubernetesResource stands =
        cilium(golden("minimal.cilium.yaml") + "\nspecs: [{ingress: [{}]}]\n");
    assertThat(PolicyText.of(declared).differences(PolicyText.of(stands)))
        .containsExactly("has specs [{ingress:[{}]}], which was not declared");
  }

  @Test
  void another_writer_of_the_spec_is_named_and_one_of_labels_is_not() {
    NetworkPolicy policy =
        Serialization.unmarshal(
            """
            metadata:
              managedFields:
                - {manager: esginstance, operation: Apply, fieldsV1: {'f:spec': {'f:egress': {}}}}
                - {manager: kustomize-controller, operation: Apply, fieldsV1: {'f:spec': {'f:egress': {}}}}
                - {manager: kubectl-label, operation: Update, fieldsV1: {'f:metadata': {'f:labels': {}}}}
                - {manager: old}
            """,
            NetworkPolicy.class);
    assertThat(PolicyWriters.besides("esginstance", policy))
        .containsExactly("kustomize-controller");
  }

  private static PolicyText text(String yaml) {
    return PolicyText.of(Serialization.unmarshal(yaml, NetworkPolicy.class));
  }

  private static GenericKubernetesResource cilium(String yaml) {
    return Serialization.unmarshal(yaml, GenericKubernetesResource.class);
  }

  private static String golden(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/golden", name));
  }

  private static String quoted(String text) {
    return Pattern.quote(text);
  }
}
