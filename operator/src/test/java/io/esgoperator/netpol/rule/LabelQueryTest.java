package io.esgoperator.netpol.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.Labels;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelQueryTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                        | true
          {matchLabels: {app: esg}}                                                 | true
          {matchLabels: {app: esg, tier: core}}                                     | false
          {matchExpressions: [{key: app, operator: In, values: [esg, mta]}]}        | true
          {matchExpressions: [{key: app, operator: NotIn, values: [esg]}]}          | false
          {matchExpressions: [{key: tier, operator: NotIn, values: [core]}]}        | true
          {matchExpressions: [{key: team, operator: NotIn, values: [core]}]}        | true
          {matchExpressions: [{key: team, operator: Exists}]}                       | false
          {matchExpressions: [{key: team, operator: DoesNotExist}]}                 | true
          {matchLabels: {app: esg}, matchExpressions: [{key: tier, operator: Exists}]} | true
          """)
  void a_selector_of_kubernetes_selects_as_kubernetes_does(String selector, boolean selects) {
    assertThat(query(selector).on(Labels.of(Map.of("app", "esg", "tier", "edge"))))
        .isEqualTo(Answer.of(selects));
  }

  @Test
  void only_the_label_that_is_not_known_is_told() {
    assertThat(
            query("{matchLabels: {app: esg, team: mail}}")
                .doubts(Labels.partly(Map.of("app", "esg")), "Pod mail/esg"))
        .containsExactly("the label team of Pod mail/esg is not known");
  }

  private static LabelQuery query(String selector) {
    return LabelQuery.of(
        Serialization.unmarshal("spec: {podSelector: " + selector + "}", NetworkPolicy.class)
            .getSpec()
            .getPodSelector());
  }
}
