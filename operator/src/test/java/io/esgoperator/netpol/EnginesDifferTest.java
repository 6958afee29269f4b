package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.PolicyEngine;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.World;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What engines make of one and the same policy, and what is said where the engine is not known. */
class EnginesDifferTest {
  private static final String HASHED =
      "- {apiVersion: v1, kind: Pod, metadata: {name: hashed, namespace: mail, labels: {pod-template-hash: a}}, spec: {containers: [{name: c}]}, status: {podIPs: [{ip: 10.1.0.8}]}}\n"
          + "- {apiVersion: v1, kind: Pod, metadata: {name: host, namespace: mail, labels: {app: host}}, spec: {nodeName: n2, hostNetwork: true, containers: [{name: c, ports: [{name: smtp, containerPort: 25}]}]}, status: {podIPs: [{ip: 192.0.2.2}]}}\n";

  /** One policy in the namespace mail, a connection, and what it is with each engine. */
  @ParameterizedTest(name = "{0}: {2} to {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # networks
          a network that holds a pod     | {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}           | esg  | db           | TCP/25  | Denied  | Allowed | Unclear
          every address                  | {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}            | esg  | db           | TCP/25  | Denied  | Allowed | Unclear
          a pod of another namespace     | {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}            | esg  | site         | TCP/25  | Denied  | Allowed | Unclear
          a pod without a known address  | {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}           | esg  | planned      | TCP/25  | Denied  | Unclear | Unclear
          a network that holds a node    | {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 192.0.2.0/24}}]}]}         | esg  | 192.0.2.2    | TCP/25  | Denied  | Allowed | Unclear
          a pod on its node's network    | {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 192.0.2.0/24}}]}]}         | esg  | host         | TCP/25  | Denied  | Allowed | Unclear
          a client in a network          | {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}                               | site | esg          | TCP/25  | Denied  | Allowed | Unclear
          another node                   | {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 192.0.2.0/24}}]}]}                             | 192.0.2.2 | esg     | TCP/25  | Denied  | Allowed | Unclear
          the pod's own node             | {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 198.51.100.0/24}}]}]}                          | 192.0.2.1 | esg     | TCP/25  | Allowed | Allowed | Allowed
          a network without the pod      | {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.2.0.0/16}}]}]}          | esg  | db           | TCP/25  | Denied  | Denied  | Denied
          an exception that holds it     | {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]}]} | esg | db | TCP/25 | Denied | Denied | Denied
          a selector opens it anyway     | {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}, {podSelector: {}}]}]} | esg | db    | TCP/25  | Allowed | Allowed | Allowed
          a rule without peers           | {podSelector: {}, policyTypes: [Egress], egress: [{}]}                                              | esg  | db           | TCP/25  | Allowed | Allowed | Allowed
          another port of the network    | {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: 26}]}]} | esg | db  | TCP/25  | Denied  | Denied  | Denied
          an address outside             | {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}            | esg  | 198.51.100.7 | TCP/25  | Allowed | Allowed | Allowed
          a pod with itself              | {podSelector: {}, policyTypes: [Ingress, Egress]}                                                   | esg  | esg          | TCP/25  | Allowed | Allowed | Allowed
          # ports, and what is the same everywhere
          the last port of a range       | {podSelector: {}, ingress: [{ports: [{port: 20, endPort: 25}]}]}                                    | site | esg          | TCP/25  | Allowed | Allowed | Allowed
          a port of SCTP                 | {podSelector: {}, ingress: [{ports: [{port: 25, protocol: SCTP}]}]}                                 | site | esg          | SCTP/25 | Allowed | Allowed | Allowed
          a pod on its node's network is not bound | {podSelector: {}, policyTypes: [Ingress, Egress]}                                         | site | host         | TCP/25  | Allowed | Allowed | Allowed
          # directions that policyTypes leaves out
          a rule of a direction left out | {podSelector: {}, policyTypes: [Ingress], egress: [{ports: [{port: 26}]}]}                          | esg  | site         | TCP/25  | Denied  | Allowed | Unclear
          one that opens the connection  | {podSelector: {}, policyTypes: [Ingress], egress: [{ports: [{port: 25}]}]}                          | esg  | site         | TCP/25  | Allowed | Allowed | Allowed
          # labels
          a label that Cilium leaves out | {podSelector: {matchLabels: {pod-template-hash: a}}, policyTypes: [Egress]}                         | hashed | db         | TCP/25  | Unclear | Denied  | Unclear
          another value of it            | {podSelector: {matchLabels: {pod-template-hash: b}}, policyTypes: [Egress]}                         | hashed | db         | TCP/25  | Allowed | Allowed | Allowed
          a peer's label left out        | {podSelector: {}, policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {pod-template-hash: a}}}]}]} | esg | hashed | TCP/25 | Unclear | Allowed | Unclear
          a peer without it              | {podSelector: {}, policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {pod-template-hash: a}}}]}]} | esg | db     | TCP/25 | Denied  | Denied  | Denied
          # pods on their node's network
          a selector that finds one      | {podSelector: {}, policyTypes: [Egress], egress: [{to: [{podSelector: {}}]}]}                       | esg  | agent        | TCP/25  | Denied  | Unclear | Unclear
          the name of its port           | {podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: smtp}]}]}                         | esg  | host         | TCP/25  | Denied  | Unclear | Unclear
          the name of a pod's port       | {podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: smtp}]}]}                         | esg  | db           | TCP/25  | Allowed | Allowed | Allowed
          """)
  void engines_and_the_unknown_one(
      String title,
      String spec,
      String from,
      String to,
      String port,
      Decision cilium,
      Decision other,
      Decision unknown) {
    World world = Worlds.town(HASHED, Worlds.policy("mail", "one", spec));
    Map<PolicyEngine, Decision> decisions = new EnumMap<>(PolicyEngine.class);
    Stream.of(PolicyEngine.values())
        .forEach(
            engine ->
                decisions.put(
                    engine, Worlds.rule(world.enforcedBy(engine), from, to, port).decision()));
    assertThat(decisions)
        .isEqualTo(
            Map.of(
                PolicyEngine.Cilium, cilium,
                PolicyEngine.Other, other,
                PolicyEngine.Unknown, unknown));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}   | NetworkPolicy mail/one egress[0]: engines differ on whether 10.0.0.0/8 holds Pod mail/hashed: to Cilium a network holds no pod and no node
          {podSelector: {}, policyTypes: [Ingress], egress: [{ports: [{port: 26}]}]}                  | NetworkPolicy mail/one: engines differ on egress rules that policyTypes leaves out: Cilium enforces them
          {podSelector: {}, policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {pod-template-hash: a}}}]}]} | NetworkPolicy mail/one egress[0]: Cilium leaves out the label pod-template-hash, unless its configuration says otherwise
          """)
  void the_doubt_says_what_differs(String spec, String doubt) {
    World world = Worlds.town(HASHED, Worlds.policy("mail", "one", spec));
    World unknown = world.enforcedBy(PolicyEngine.Unknown);
    assertThat(Worlds.rule(unknown, "esg", "hashed", "TCP/25").egress().doubts())
        .containsExactly(doubt);
    assertThat(Evaluator.of(unknown).dependsOnEngine()).isTrue();
    assertThat(Evaluator.of(world).dependsOnEngine()).isFalse();
  }

  @Test
  void policies_that_all_engines_read_alike_depend_on_none() {
    World world =
        Worlds.town(
            Worlds.policy("mail", "one", "{podSelector: {}, egress: [{to: [{podSelector: {}}]}]}"));
    assertThat(Evaluator.of(world.enforcedBy(PolicyEngine.Unknown)).dependsOnEngine()).isFalse();
  }

  @Test
  void with_an_unknown_engine_nothing_is_said_that_one_of_them_contradicts() {
    Random random = new Random(20);
    Map<Decision, Integer> tally = new EnumMap<>(Decision.class);
    for (int number = 0; number < 60; number++) {
      World world = new RandomTown(random).world();
      Evaluator unknown = Evaluator.of(world.enforcedBy(PolicyEngine.Unknown));
      List<Evaluator> known =
          Stream.of(PolicyEngine.Cilium, PolicyEngine.Other)
              .map(engine -> Evaluator.of(world.enforcedBy(engine)))
              .toList();
      for (Connection connection : connections(world)) {
        Decision said = unknown.rule(connection).decision();
        tally.merge(said, 1, Integer::sum);
        Set<Decision> decided = new HashSet<>();
        known.forEach(engine -> decided.add(engine.rule(connection).decision()));
        decided.remove(Decision.Unclear);
        if (said != Decision.Unclear) {
          assertThat(Set.of(said)).as("%s in %s", connection, world).containsAll(decided);
        }
      }
    }
    assertThat(tally.values()).hasSize(3).allMatch(count -> count > 400);
  }

  private static List<Connection> connections(World world) {
    List<Endpoint> ends =
        Stream.concat(
                world.workloads().stream(),
                Stream.of("192.0.2.1", "192.0.2.2", "198.51.100.7")
                    .map(address -> Worlds.end(world, address)))
            .toList();
    return ends.stream()
        .flatMap(from -> ends.stream().map(to -> List.of(from, to)))
        .filter(pair -> pair.stream().allMatch(end -> end.mayHave(Family.IPv4)))
        .map(pair -> new Connection(pair.get(0), pair.get(1), Protocol.TCP, 25, Family.IPv4))
        .toList();
  }
}
