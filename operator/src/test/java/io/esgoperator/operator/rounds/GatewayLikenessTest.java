package io.esgoperator.operator.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.Selector;
import io.esgoperator.operator.cluster.PolicyLabels;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which labels of the gateway a probe carries. */
class GatewayLikenessTest {
  private static final Pod GATEWAY =
      new PodBuilder()
          .withNewMetadata()
          .withLabels(
              Map.of(
                  "app", "esg",
                  "tier", "edge",
                  "shift", "night",
                  "azure.workload.identity/use", "true",
                  "job-name", "j"))
          .endMetadata()
          .build();

  @Test
  void those_of_the_selector_and_those_that_policies_look_at() {
    assertThat(labels("", Optional.of(Set.of("tier", "colour")))).containsOnlyKeys("app", "tier");
  }

  @Test
  void where_not_every_policy_can_be_seen_all_but_those_that_give_something() {
    assertThat(labels("", Optional.empty())).containsOnlyKeys("app", "tier", "shift");
  }

  @Test
  void one_that_gives_something_only_where_the_selector_has_it() {
    Set<String> lookedAt = Set.of("azure.workload.identity/use", "job-name");
    assertThat(labels("", Optional.of(lookedAt))).containsOnlyKeys("app");
    assertThat(
            labels(
                "podSelector: {matchLabels: {azure.workload.identity/use: 'true'}}",
                Optional.of(lookedAt)))
        .containsOnlyKeys("azure.workload.identity/use");
  }

  @Test
  void what_the_selector_rules_out_stays_visible_to_it() {
    assertThat(
            labels(
                "podSelector: {matchLabels: {app: esg}, matchExpressions: [{key: shift, operator: NotIn, values: [day]}]}",
                Optional.of(Set.of())))
        .containsOnlyKeys("app", "shift");
  }

  @Test
  void without_a_pod_what_the_selector_needs() {
    assertThat(
            new GatewayLikeness(() -> new PolicyLabels.Looked(Optional.of(Set.of("tier")), false))
                .labels(selector(""), List.of()))
        .containsExactly(Map.entry("app", "esg"));
  }

  private static Map<String, String> labels(String spec, Optional<Set<String>> lookedAt) {
    return new GatewayLikeness(() -> new PolicyLabels.Looked(lookedAt, false))
        .labels(selector(spec), List.of(GATEWAY));
  }

  private static Selector selector(String spec) {
    return (spec.isEmpty() ? Instances.withSpec("") : Instances.withSelector(spec))
        .getSpec()
        .podSelector();
  }
}
