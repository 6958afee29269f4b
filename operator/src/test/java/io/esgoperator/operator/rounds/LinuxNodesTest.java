package io.esgoperator.operator.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinuxNodesTest {
  private static final Map<String, String> LINUX = Map.of("kubernetes.io/os", "linux");

  @Test
  void a_pod_that_asks_nothing_of_nodes_goes_to_linux_ones() {
    PodSpec pod = new PodSpec();
    pod.setNodeSelector(null);
    LinuxNodes.only(pod);
    assertThat(pod.getNodeSelector()).isEqualTo(LINUX);
  }

  @Test
  void another_system_is_not_asked_for() {
    PodSpec pod = new PodSpecBuilder().addToNodeSelector("kubernetes.io/os", "windows").build();
    LinuxNodes.only(pod);
    assertThat(pod.getNodeSelector()).isEqualTo(LINUX);
  }
}
