package io.esgoperator.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose turn it is among the gateway's nodes and pods. */
class GatewayTurnTest {
  private static final int MOST = 5;
  private static final List<Pod> THREE_NODES =
      List.of(
          pod("a", "n3", "True"),
          pod("b", "n1", "True"),
          pod("c", "n2", "True"),
          pod("d", "n1", "True"),
          pod("e", "n0", "False"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {summary: none}                                                       | n1 n2 n3
          {lastProbe: {node: n1}}                                               | n2 n3 n1
          {lastProbe: {node: n3}}                                               | n1 n2 n3
          {lastProbe: {node: gone}}                                             | n1 n2 n3
          {lastProbe: {node: n2x}}                                              | n3 n1 n2
          # A doubt is decided from the same node, then another one is asked.
          {lastProbe: {node: n2}, paths: [{doubt: seen}]}                      | n2 n3 n1
          {lastProbe: {node: n2}, paths: [{doubt: seen, nodes: [{node: n2}]}]} | n3 n1 n2
          """)
  void each_round_asks_from_the_next_node_that_has_a_ready_pod(String status, String order) {
    assertThat(turn(status, THREE_NODES).nodes()).containsExactly(order.split(" "));
  }

  @Test
  void few_pods_are_all_asked_in_each_round() {
    GatewayTurn turn = turn("{summary: none}", THREE_NODES);
    assertThat(turn.asked(MOST))
        .extracting(GatewayTurnTest::name)
        .containsExactly("a", "b", "c", "d");
    assertThat(turn.firstPod(MOST)).isNull();
  }

  @Test
  void of_many_pods_each_has_its_turn() {
    String last = "null";
    Set<String> asked = new HashSet<>();
    for (int round = 0; round < 3; round++) {
      GatewayTurn turn = turn("{lastProbe: {firstPod: %s}}".formatted(last), many(12));
      assertThat(turn.asked(MOST)).hasSize(MOST);
      turn.asked(MOST).forEach(pod -> asked.add(name(pod)));
      last = turn.firstPod(MOST);
    }
    assertThat(asked).hasSize(12);
  }

  @Test
  void a_pod_that_was_bad_is_asked_in_each_round() {
    assertThat(
            turn(
                    "{lastProbe: {firstPod: p00}, paths: [{direction: Inbound, verdict: Partial, target: 'p11 (10.0.0.1)'}]}",
                    many(12))
                .asked(MOST))
        .extracting(GatewayTurnTest::name)
        .containsExactly("p11", "p04", "p05", "p06", "p07");
  }

  private static GatewayTurn turn(String status, List<Pod> pods) {
    return new GatewayTurn(Instances.withStatus("--- " + status), pods);
  }

  private static List<Pod> many(int number) {
    return IntStream.range(0, number)
        .mapToObj(at -> pod("p%02d".formatted(at), "n1", "True"))
        .toList();
  }

  private static String name(Pod pod) {
    return pod.getMetadata().getName();
  }

  private static Pod pod(String name, String node, String ready) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withNodeName(node)
        .endSpec()
        .withNewStatus()
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready)
        .endCondition()
        .endStatus()
        .build();
  }
}
