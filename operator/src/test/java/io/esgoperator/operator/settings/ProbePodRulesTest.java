package io.esgoperator.operator.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row 4 of the hostile inputs: what a tenant may say of the pods that the operator makes. */
class ProbePodRulesTest {
  private static final ProbePodRules RULES =
      new ProbePodRules("esg-operator:dev", TenantSettings.of(Map.of()));

  @ParameterizedTest
  @CsvSource({
    "'image: evil:1', image",
    "'imagePullSecrets: [own]', imagePullSecrets",
    "'serviceAccountName: admin', serviceAccountName",
    "'priorityClassName: system-node-critical', priorityClassName",
    "'resources: {requests: {ephemeral-storage: 1Gi}}', resources.requests.ephemeral-storage",
    "'resources: {limits: {memory: 513Mi}}', resources.limits.memory above 512Mi",
    "'resources: {requests: {cpu: 1001m}}', resources.requests.cpu above 1",
    "'resources: {requests: {cpu: lots}}', resources.requests.cpu"
  })
  void what_does_not_count_is_left_out_and_said(String pod, String leftOut) {
    assertThat(RULES.of(pod(pod)).leftOut()).containsExactly(leftOut);
    assertThat(RULES.leftOut(pod(pod)))
        .hasValue(
            "Left out of spec.probe.pod: "
                + leftOut
                + ". The administrator says in the chart's values what counts, in tenants.probePod and tenants.probeResources: take it out, or have it allowed.");
  }

  @Test
  void without_anything_a_probe_is_small_and_of_the_operators_image() {
    ProbePodRules.Allowed plain = RULES.of(pod(""));
    assertThat(plain.image()).isEqualTo("esg-operator:dev");
    assertThat(plain.account()).isNull();
    assertThat(plain.priority()).isNull();
    assertThat(plain.pullSecrets()).isEmpty();
    assertThat(plain.resources().getLimits())
        .containsOnly(
            Map.entry("cpu", new Quantity("1")), Map.entry("memory", new Quantity("160Mi")));
    assertThat(plain.leftOut()).isEmpty();
    assertThat(RULES.leftOut(pod(""))).isEmpty();
  }

  @Test
  void resources_up_to_the_most_count() {
    ProbePodRules.Allowed told =
        RULES.of(
            pod("resources: {limits: {cpu: 1, memory: 512Mi}, requests: {cpu: 1000m, memory: 1}}"));
    assertThat(told.resources().getLimits())
        .containsOnly(
            Map.entry("cpu", new Quantity("1")), Map.entry("memory", new Quantity("512Mi")));
    assertThat(told.resources().getRequests())
        .containsOnly(
            Map.entry("cpu", new Quantity("1000m")), Map.entry("memory", new Quantity("1")));
    assertThat(told.leftOut()).isEmpty();
  }

  @Test
  void more_than_the_most_is_the_most_and_so_is_no_limit_at_all() {
    assertThat(RULES.of(pod("resources: {requests: {memory: 4Gi}}")).resources().getRequests())
        .containsOnly(Map.entry("memory", new Quantity("512Mi")));
    assertThat(RULES.of(pod("resources: {requests: {memory: 64Mi}}")).resources().getLimits())
        .containsOnly(
            Map.entry("cpu", new Quantity("1")), Map.entry("memory", new Quantity("512Mi")));
    assertThat(RULES.of(pod("resources: {limits: {memory: 20Mi}}")).resources().getLimits())
        .containsEntry("memory", new Quantity("20Mi"));
  }

  @Test
  void the_most_holds_for_the_small_one_too() {
    ProbePodRules tight =
        new ProbePodRules(
            "esg-operator:dev", TenantSettings.of(Map.of("ESG_PROBE_POD_MAX_MEMORY", "100Mi")));
    assertThat(tight.of(pod("")).resources().getLimits())
        .containsEntry("memory", new Quantity("100Mi"));
    assertThat(tight.of(pod("")).leftOut()).isEmpty();
  }

  @Test
  void what_the_administrator_lets_count_counts() {
    ProbePodRules.Allowed told =
        new ProbePodRules(
                "esg-operator:dev",
                TenantSettings.of(
                    Map.of(
                        "ESG_PROBE_POD_FIELDS",
                        "image,imagePullSecrets,serviceAccountName,priorityClassName",
                        "ESG_PROBE_POD_MAX_EPHEMERAL_STORAGE",
                        "1Gi")))
            .of(
                pod(
                    "image: 'mirror/esg:1', imagePullSecrets: [own], serviceAccountName: prober, priorityClassName: low, nodeSelector: {a: b}, tolerations: [{key: a}], resources: {limits: {cpu: 20m}}"));
    assertThat(told.image()).isEqualTo("mirror/esg:1");
    assertThat(told.pullSecrets()).containsExactly("own");
    assertThat(told.account()).isEqualTo("prober");
    assertThat(told.priority()).isEqualTo("low");
    assertThat(told.nodeSelector()).isEmpty();
    assertThat(told.tolerations()).isEmpty();
    assertThat(told.leftOut()).containsExactly("resources", "nodeSelector", "tolerations");
    assertThat(told.resources().getLimits())
        .containsEntry("ephemeral-storage", new Quantity("1Gi"));
  }

  private static Probe.ProbePod pod(String yaml) {
    return Instances.withSpec("probe: {pod: {" + yaml + "}}").getSpec().probe().pod();
  }
}
