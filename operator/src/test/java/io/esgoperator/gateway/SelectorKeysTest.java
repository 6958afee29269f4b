package io.esgoperator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorKeysTest {
  // spotless:off
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          podSelector: {matchLabels: {app: esg, tier: edge}}                                                  | app tier
          podSelector: {matchExpressions: [{key: team, operator: NotIn, values: [x]}]}                        | team
          ingress: [{from: [{podSelector: {matchLabels: {role: mta}}, namespaceSelector: {matchLabels: {n: m}}}]}] | n role
          endpointSelector: {matchLabels: {'k8s:app': esg, 'any:role': a}}                                    | any:role app k8s:app role
          egressDeny: [{toEndpoints: [{matchExpressions: [{key: k8s.tier, operator: Exists}]}]}]              | k8s.tier tier
          selector: "app == 'esg' && has(role) && !(tier in {'a', 'b-c'})"                                    | app has in role tier
          ingress: [{source: {notSelector: 'color != "red one"'}}]                                            | color
          serviceAccountSelector: all()                                                                       | all
          subject: {pods: {podSelector: {matchLabels: {example.com/part: a}}}}                                | example.com/part
          workloadSelector: {labels: {app: esg, tier: edge}}                                                  | app tier
          podSelector: {}                                                                                     |
          ports: [{port: 25, name: smtp}]                                                                     |
          matchExpressions: [{operator: Exists}, text]                                                        |
          """)
  // spotless:on
  void every_key_that_a_selector_has_wherever_it_stands(String spec, String keys) {
    assertThat(SelectorKeys.of(Serialization.unmarshal(spec, Map.class)))
        .containsExactly(keys == null ? new String[0] : keys.split(" "));
  }
}
