package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.PortRange;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AllPairsTest {
  private static final int WORLDS = 60;
  private static final int[] PORTS = {
    1, 2, 19, 20, 24, 25, 26, 30, 31, 50, 60, 61, 2525, 5353, 65_535
  };

  /** Addresses of the blocks in the random policies, of nodes, and beside them. */
  private static final List<String> ADDRESSES =
      List.of(
          "0.0.0.0",
          "8.8.8.8",
          "10.1.0.0",
          "10.1.0.3",
          "10.1.0.4",
          "10.1.0.8",
          "192.0.2.0",
          "192.0.2.1",
          "192.0.2.2",
          "192.0.2.3",
          "198.51.100.255",
          "198.51.101.0",
          "255.255.255.255",
          "::",
          "fd00::1",
          "fd00::3",
          "fd00::4",
          "2001:db8::1");

  /** An end, and the group that it is in. */
  private record Member(Endpoint end, EndGroup group) {}

  @Test
  void every_single_answer_of_the_evaluator_is_that_of_its_pair() {
    Random random = new Random(19);
    Map<Decision, Integer> tally = new TreeMap<>();
    for (int number = 0; number < WORLDS; number++) {
      compare(new RandomTown(random).world(), tally);
    }
    assertThat(tally).containsOnlyKeys(Decision.values());
    assertThat(tally.values()).allMatch(count -> count > 10_000);
  }

  private static void compare(World world, Map<Decision, Integer> tally) {
    Evaluator evaluator = Evaluator.of(world);
    AllPairs pairs = AllPairs.of(evaluator);
    List<Member> members = members(world, pairs);
    for (Member from : members) {
      for (Member to : members) {
        for (Family family : Family.values()) {
          if (from.end().mayHave(family) && to.end().mayHave(family)) {
            compare(evaluator, pairs, from, to, family, tally);
          }
        }
      }
    }
  }

  private static void compare(
      Evaluator evaluator,
      AllPairs pairs,
      Member from,
      Member to,
      Family family,
      Map<Decision, Integer> tally) {
    List<PortSpan> spans = pairs.between(from.group(), to.group(), family);
    for (Protocol protocol : Protocol.values()) {
      for (int port : PORTS) {
        Ruling ruling =
            evaluator.rule(new Connection(from.end(), to.end(), protocol, port, family));
        if (ruling.egress().ground() != Proof.Ground.Itself) {
          if (decision(spans, protocol, port) != ruling.decision()) {
            fail("%s over %s is not %s: %s", ruling, family, spans, evaluator.world().policies());
          }
          tally.merge(ruling.decision(), 1, Integer::sum);
        }
      }
    }
  }

  private static List<Member> members(World world, AllPairs pairs) {
    List<Member> members = new ArrayList<>();
    for (EndGroup group : pairs.groups()) {
      group.workloads().forEach(workload -> members.add(new Member(workload, group)));
      ADDRESSES.stream()
          .map(Cidr::literal)
          .filter(address -> group.isOutside() && group.addresses().contains(address))
          // A node reaches its own pods whatever policies say; an address stands for no node.
          .filter(
              address ->
                  group.addresses().isSingle()
                      || world.nodes().stream()
                          .noneMatch(node -> node.addresses().contains(address)))
          .forEach(address -> members.add(new Member(new Endpoint.Outside(address), group)));
    }
    assertThat(members).hasSizeGreaterThan(world.workloads().size() + ADDRESSES.size() - 3);
    return members;
  }

  private static Decision decision(List<PortSpan> spans, Protocol protocol, int port) {
    for (PortSpan span : spans) {
      if (span.protocol() == protocol
          && span.ports().first() <= port
          && port <= span.ports().last()) {
        return span.decision();
      }
    }
    return null;
  }

  @Test
  void without_a_rule_all_ports_are_one_span_of_each_protocol() {
    AllPairs pairs = AllPairs.of(Evaluator.of(Worlds.town()));
    EndGroup first = pairs.groups().get(0);
    assertThat(pairs.between(first, first, Family.IPv4))
        .containsExactlyElementsOf(
            Stream.of(Protocol.values())
                .map(protocol -> new PortSpan(protocol, PortRange.EVERY, Decision.Allowed))
                .toList());
  }

  @Test
  void a_group_without_an_address_of_the_family_is_refused() {
    AllPairs pairs = AllPairs.of(Evaluator.of(Worlds.town()));
    EndGroup pod = pairs.groups().get(0);
    EndGroup six = pairs.groups().get(pairs.groups().size() - 1);
    assertThatThrownBy(() -> pairs.between(pod, six, Family.IPv4))
        .hasMessage("Pod mail/esg and :: do not both have IPv4");
  }

  @Test
  void policies_that_are_not_evaluated_are_named_for_both_ends() {
    World world =
        Worlds.town(
            "- {apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: {namespace: mail, name: c}, spec: {}}\n",
            "- {apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: {namespace: web, name: d}, spec: {types: [Ingress]}}\n");
    AllPairs pairs = AllPairs.of(Evaluator.of(world));
    EndGroup mail = pairs.groups().get(0);
    EndGroup web =
        pairs.groups().stream()
            .filter(group -> group.example() == Worlds.end(world, "site"))
            .findFirst()
            .orElseThrow();
    assertThat(pairs.notEvaluated(mail, web))
        .hasToString(
            "[projectcalico.org NetworkPolicy mail/c, projectcalico.org NetworkPolicy web/d]");
    assertThat(pairs.notEvaluated(web, web)).hasToString("[projectcalico.org NetworkPolicy web/d]");
    EndGroup outside = pairs.groups().get(pairs.groups().size() - 1);
    assertThat(pairs.notEvaluated(outside, mail))
        .hasToString("[projectcalico.org NetworkPolicy mail/c]");
    assertThat(pairs.notEvaluated(outside, outside)).isEmpty();
  }
}
