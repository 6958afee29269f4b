package io.esgoperator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class PolicyWritersTest {
  private static final NetworkPolicy POLICY =
      Serialization.unmarshal(
          """
          apiVersion: networking.k8s.io/v1
          kind: NetworkPolicy
          metadata:
            name: esg-gateway
            managedFields:
            - {manager: helm, fieldsV1: {f:spec: {}}}
            - {manager: esg-operator, fieldsV1: {f:spec: {}, f:metadata: {}}}
            - {fieldsV1: {f:spec: {}}}
            - {manager: argocd, fieldsV1: {f:spec: {}}}
            - {manager: helm, fieldsV1: {f:spec: {}}, subresource: scale}
            - {manager: annotator, fieldsV1: {f:metadata: {}}}
            - {manager: nothing}
          """,
          NetworkPolicy.class);

  @Test
  void all_that_have_a_name_are_told_once_and_sorted() {
    assertThat(PolicyWriters.of(POLICY))
        .containsExactly("annotator", "argocd", "esg-operator", "helm", "nothing");
  }

  @Test
  void of_the_spec_those_besides_the_operator_are_told() {
    assertThat(PolicyWriters.besides("esg-operator", POLICY)).containsExactly("argocd", "helm");
  }
}
