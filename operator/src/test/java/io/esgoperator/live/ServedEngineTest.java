package io.esgoperator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.netpol.world.PolicyEngine;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What enforces a cluster's policies, by its nodes, their CiliumNodes, and the agent's pods. */
class ServedEngineTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Cilium on every node                      | a b | a b   | true  | Cilium
          Cilium, and a node that is gone           | a b | a b c | true  | Cilium
          Cilium taken away, its objects are left   | a b | a b   | false | Unknown
          Cilium comes, node by node                | a b | a     | true  | Unknown
          Cilium is being installed                 | a b | x     | true  | Unknown
          the kinds are served, and none joined     | a b | x     | false | Other
          """)
  void the_nodes_show_it(
      String title, String nodes, String joined, boolean agentRuns, PolicyEngine engine) {
    assertThat(ServedEngine.of(Set.of(nodes.split(" ")), Set.of(joined.split(" ")), agentRuns))
        .isEqualTo(engine);
  }
}
