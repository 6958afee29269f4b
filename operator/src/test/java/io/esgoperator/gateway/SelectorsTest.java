package io.esgoperator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.Selector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorsTest {
  /** A selector, a pod's labels, and whether it selects the pod. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          matchLabels: {app: esg}                                                           | app=esg tier=edge | true
          matchLabels: {app: esg}                                                           | app=web           | false
          matchLabels: {app: esg}                                                           | tier=edge         | false
          matchLabels: {app: esg, tier: edge}                                               | app=esg           | false
          matchExpressions: [{key: app, operator: In, values: [esg, mta]}]                  | app=mta           | true
          matchExpressions: [{key: app, operator: In, values: [esg, mta]}]                  | app=web           | false
          matchExpressions: [{key: app, operator: In, values: [esg, mta]}]                  | tier=edge         | false
          matchExpressions: [{key: app, operator: Exists}]                                  | app=web           | true
          matchExpressions: [{key: app, operator: Exists}]                                  | tier=edge         | false
          matchLabels: {app: esg}, matchExpressions: [{key: tier, operator: NotIn, values: [lab]}] | app=esg          | true
          matchLabels: {app: esg}, matchExpressions: [{key: tier, operator: NotIn, values: [lab]}] | app=esg tier=edge | true
          matchLabels: {app: esg}, matchExpressions: [{key: tier, operator: NotIn, values: [lab]}] | app=esg tier=lab  | false
          matchLabels: {app: esg}, matchExpressions: [{key: tier, operator: DoesNotExist}]  | app=esg           | true
          matchLabels: {app: esg}, matchExpressions: [{key: tier, operator: DoesNotExist}]  | app=esg tier=lab  | false
          matchLabels: {app: esg}, matchExpressions: [{key: tier, operator: Exists}]        | app=web tier=edge | false
          """)
  void a_pod_is_selected_by_every_part(String selector, String labels, boolean selected) {
    assertThat(
            Selectors.matches(
                selector(selector),
                Arrays.stream(labels.split(" "))
                    .map(label -> label.split("="))
                    .collect(Collectors.toMap(label -> label[0], label -> label[1]))))
        .isEqualTo(selected);
  }

  @Test
  void the_labels_of_a_selected_pod_are_those_that_it_must_have() {
    Selector selector =
        selector(
            "matchLabels: {app: esg}, matchExpressions: [{key: role, operator: In, values: [mta, relay]},"
                + " {key: team, operator: Exists}, {key: tier, operator: NotIn, values: [lab]},"
                + " {key: old, operator: DoesNotExist}, {key: app, operator: Exists}]");
    assertThat(Selectors.satisfyingLabels(selector))
        .containsExactly(Map.entry("app", "esg"), Map.entry("role", "mta"), Map.entry("team", ""));
    assertThat(Selectors.matches(selector, Selectors.satisfyingLabels(selector))).isTrue();
  }

  private static Selector selector(String yaml) {
    return Instances.withSelector("podSelector: {" + yaml + "}").getSpec().podSelector();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                               | false | false
          spec: {ports: [{port: 25}]}      | false | false
          spec: {selector: {}}             | false | false
          spec: {selector: {app: web}}     | true  | false
          spec: {selector: {app: esg}}     | true  | true
          """)
  void a_service_leads_to_the_pods_that_it_selects(
      String service, boolean hasSelector, boolean selects) {
    Service read =
        Serialization.unmarshal("apiVersion: v1\nkind: Service\n" + service, Service.class);
    assertThat(Selectors.selectsPods(read)).isEqualTo(hasSelector);
    assertThat(Selectors.selects(read, Map.of("app", "esg", "tier", "mail"))).isEqualTo(selects);
  }
}
