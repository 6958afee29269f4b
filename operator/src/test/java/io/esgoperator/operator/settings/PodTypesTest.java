package io.esgoperator.operator.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.Probe.ProbePod;
import io.esgoperator.api.v1alpha1.ProbeResources;
import io.esgoperator.api.v1alpha1.ProbeToleration;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodTypesTest {
  @Test
  void what_the_user_wrote_of_resources_is_what_the_pod_gets() {
    assertThat(
            PodTypes.of(
                pod("limits: {cpu: 1, memory: 160Mi}, requests: {ephemeral-storage: 1Gi}")
                    .resources()))
        .isEqualTo(
            new ResourceRequirementsBuilder()
                .addToLimits("cpu", new Quantity("1"))
                .addToLimits("memory", new Quantity("160Mi"))
                .addToRequests("ephemeral-storage", new Quantity("1Gi"))
                .build());
  }

  @Test
  void nothing_written_asks_for_nothing() {
    assertThat(PodTypes.of(new ProbeResources(null, null)))
        .isEqualTo(new ResourceRequirementsBuilder().build());
  }

  @Test
  void what_the_user_wrote_of_tolerations_is_what_the_pod_gets() {
    ProbePod pod =
        Serialization.unmarshal(
            "tolerations: [{key: mail, operator: Equal, value: edge, effect: NoExecute, tolerationSeconds: 5}, {operator: Exists}]",
            ProbePod.class);
    assertThat(pod.tolerations().stream().map(PodTypes::of))
        .containsExactly(
            new TolerationBuilder()
                .withKey("mail")
                .withOperator("Equal")
                .withValue("edge")
                .withEffect("NoExecute")
                .withTolerationSeconds(5L)
                .build(),
            new TolerationBuilder().withOperator("Exists").build());
    assertThat(PodTypes.of(new ProbeToleration(null, null, null, null, null)))
        .isEqualTo(new TolerationBuilder().build());
  }

  /** An older CRD takes them, and one object that cannot be read would end the watch of all. */
  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "-1", "lots", "4294967296", "1.5", "99999999999999999999"})
  void any_amount_is_read(String amount) {
    assertThat(pod("limits: {cpu: %s}".formatted(amount)).resources().limits().cpu())
        .isEqualTo(amount.replace("\"", ""));
  }

  /** The hash of a round is made of this text: an update of the operator changes none. */
  @Test
  void the_spec_reads_as_it_did_when_it_used_kubernetes_own_types() {
    assertThat(
            Serialization.asJson(
                Instances.withSpec(
                        "probe: {pod: {resources: {requests: {memory: 64Mi, cpu: 20m}, limits: {memory: 160Mi}}, tolerations: [{operator: Exists, key: mail, effect: NoSchedule}]}}")
                    .getSpec()
                    .probe()
                    .pod()))
        .isEqualTo(
            "{\"resources\":{\"limits\":{\"memory\":\"160Mi\"},\"requests\":{\"cpu\":\"20m\",\"memory\":\"64Mi\"}},"
                + "\"tolerations\":[{\"effect\":\"NoSchedule\",\"key\":\"mail\",\"operator\":\"Exists\"}]}");
  }

  private static ProbePod pod(String resources) {
    return Serialization.unmarshal("resources: {%s}".formatted(resources), ProbePod.class);
  }
}
