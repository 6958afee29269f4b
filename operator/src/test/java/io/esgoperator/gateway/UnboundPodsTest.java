package io.esgoperator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnboundPodsTest {
  @Test
  void a_pod_on_its_nodes_network_is_unbound_whether_it_is_ready_or_not() {
    assertThat(
            UnboundPods.of(
                    new Gateway(
                        List.of(pod("inner", false), pod("ready", true)),
                        List.of(pod("starting", true)),
                        List.of()))
                .names())
        .containsExactly("ready", "starting");
  }

  @Test
  void pods_with_a_network_of_their_own_are_bound() {
    assertThat(
            UnboundPods.of(new Gateway(List.of(pod("inner", false)), List.of(), List.of()))
                .sentence())
        .isEmpty();
  }

  @Test
  void three_are_named_and_the_others_counted() {
    List<Pod> pods = IntStream.range(0, 5).mapToObj(number -> pod("esg-" + number, true)).toList();
    assertThat(UnboundPods.of(new Gateway(pods, List.of(), List.of())).sentence().orElseThrow())
        .startsWith("no policy binds esg-0, esg-1, esg-2 and 2 more on");
  }

  private static Pod pod(String name, boolean onNode) {
    return Serialization.unmarshal(
        "metadata: {name: %s}\nspec: {hostNetwork: %s}".formatted(name, onNode), Pod.class);
  }
}
