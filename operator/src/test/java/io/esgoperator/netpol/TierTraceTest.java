package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.World;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TierTraceTest {
  /** A rule's action and peers, and how it is traced. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Allow | {namespaces: {}}                            | Allow   | true
          Deny  | {namespaces: {}}                            | Deny    | true
          Pass  | {namespaces: {}}                            | Pass    | true
          Deny  | {domainNames: [a.example]}                  | Deny    | false
          Maybe | {namespaces: {}}                            | Unknown | true
          Deny  | {namespaces: {}, more: {}}                  | Unknown | false
          """)
  void a_rule_that_matches_is_traced_by_what_it_does(
      String action, String peer, String traced, boolean isSure) {
    World world =
        Worlds.town(
            "- {apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: {name: a}, spec: {priority: 1, subject: {namespaces: {}}, egress: [{action: %s, to: [%s]}]}}\n"
                .formatted(action, peer));
    assertThat(
            Evaluator.of(world)
                .tiers(
                    Connection.of(
                        Worlds.end(world, "esg"), Worlds.end(world, "db"), Protocol.TCP, 25),
                    Direction.Outbound))
        .flatExtracting(TierTrace::matches)
        .extracting(match -> match.action() + " " + match.isSure())
        .containsExactly(traced + " " + isSure);
  }
}
