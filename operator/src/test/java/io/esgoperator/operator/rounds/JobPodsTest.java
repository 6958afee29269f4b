package io.esgoperator.operator.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobPodsTest {
  private static final Job JOB = job("esg-probe-a-1-out");

  @ParameterizedTest
  @ValueSource(strings = {"batch.kubernetes.io/controller-uid", "controller-uid"})
  void the_pod_that_the_controller_made_is_found(String label) {
    Pod pod = pod("esg-probe-a-1-out-x7x2z", true, "Job", "u1", Map.of(label, "u1"));
    assertThat(among(pod)).containsExactly(pod);
  }

  @Test
  void of_a_long_name_the_controller_leaves_its_beginning() {
    Job job = job("j".repeat(63));
    Pod pod = pod("j".repeat(58) + "x7x2z", true, "Job", "u1", Map.of("controller-uid", "u1"));
    Pod other = pod("j".repeat(57) + "-x7x2z", true, "Job", "u1", Map.of("controller-uid", "u1"));
    assertThat(new JobPods(job).among(Stream.of(pod, other))).containsExactly(pod);
  }

  @Test
  void a_pod_that_lacks_one_of_its_marks_is_none_of_its_own() {
    Map<String, String> labels = Map.of("controller-uid", "u1");
    assertThat(
            among(
                pod("esg-probe-a-1-out-1", false, "Job", "u1", labels),
                pod("esg-probe-a-1-out-2", null, "Job", "u1", labels),
                pod("esg-probe-a-1-out-3", true, "EsgInstance", "u1", labels),
                pod("esg-probe-a-1-out-4", true, "Job", "u2", labels),
                pod("esg-probe-a-1-out-5", true, "Job", "u1", Map.of()),
                pod("esg-probe-a-1-out-6", true, "Job", "u1", null),
                pod("esg-probe-a-1-out-7", true, "Job", "u1", Map.of("controller-uid", "u2")),
                pod("forged", true, "Job", "u1", labels)))
        .isEmpty();
  }

  private static List<Pod> among(Pod... pods) {
    return new JobPods(JOB).among(Stream.of(pods));
  }

  private static Job job(String name) {
    return new JobBuilder().withNewMetadata().withName(name).withUid("u1").endMetadata().build();
  }

  private static Pod pod(
      String name, Boolean controller, String kind, String uid, Map<String, String> labels) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withLabels(labels)
        .addNewOwnerReference()
        .withController(controller)
        .withKind(kind)
        .withUid(uid)
        .endOwnerReference()
        .endMetadata()
        .build();
  }
}
