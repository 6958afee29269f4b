package io.esgoperator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A peer's two selectors as Cilium's one. */
class CiliumSelectorsTest {
  // spotless:off
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          podSelector: {matchExpressions: [{key: app, operator: In, values: [a, b]}]}             | matchExpressions: [{key: 'k8s:app', operator: In, values: [a, b]}]
          namespaceSelector: {matchExpressions: [{key: team, operator: Exists}]}                  | matchExpressions: [{key: 'k8s:io.cilium.k8s.namespace.labels.team', operator: Exists}]
          namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: DoesNotExist}]} | matchExpressions: [{key: 'k8s:io.kubernetes.pod.namespace', operator: DoesNotExist}]
          namespaceSelector: {matchLabels: {team: a}}                                             | matchLabels: {'k8s:io.cilium.k8s.namespace.labels.team': a}
          namespaceSelector: {}                                                                   | matchExpressions: [{key: 'k8s:io.kubernetes.pod.namespace', operator: Exists}]
          """)
  // spotless:on
  void each_key_has_the_prefix_of_what_it_is_about(String peer, String selector) {
    assertThat(CiliumSelectors.pods(Serialization.unmarshal(peer, NetworkPolicyPeer.class)))
        .isEqualTo(Serialization.unmarshal(selector, LabelSelector.class));
  }
}
