package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.World;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of NetworkPolicies whatever they say: they add up, and nothing else matters. */
class AdditivityTest {
  private static final World TOWN = Worlds.town();
  private static final List<String> NAMES = List.of("esg", "db", "site", "agent");
  private static final List<String> SELECTORS =
      List.of(
          "{}",
          "{matchLabels: {app: esg}}",
          "{matchLabels: {app: db}}",
          "{matchExpressions: [{key: app, operator: NotIn, values: [esg]}]}",
          "{matchExpressions: [{key: stage, operator: DoesNotExist}]}");
  private static final List<String> PEERS =
      Stream.concat(
              SELECTORS.stream()
                  .flatMap(
                      one ->
                          Stream.of(
                              "{podSelector: " + one + "}", "{namespaceSelector: " + one + "}")),
              Stream.of(
                  "{namespaceSelector: {matchLabels: {team: web}}, podSelector: {}}",
                  "{ipBlock: {cidr: 0.0.0.0/0}}",
                  "{ipBlock: {cidr: 10.1.0.0/16, except: [10.1.0.2/32]}}",
                  "{ipBlock: {cidr: 198.51.100.0/24}}",
                  "{ipBlock: {cidr: '::/0'}}"))
          .toList();
  private static final List<String> PORTS =
      List.of(
          "{port: 25}",
          "{port: 20, endPort: 30}",
          "{protocol: UDP}",
          "{port: smtp}",
          "{port: 5353, protocol: UDP}");

  @Property(tries = 150)
  void a_further_rule_closes_nothing(
      @ForAll("policies") List<NetworkPolicy> policies,
      @ForAll("policies") List<NetworkPolicy> donors,
      @ForAll Random dice) {
    List<NetworkPolicy> richer = new ArrayList<>(policies);
    int place = dice.nextInt(policies.size());
    richer.set(place, withRulesOf(donors.get(0), policies.get(place)));
    everyConnection(
        (before, after) -> {
          if (before == Decision.Allowed) {
            assertThat(after).isEqualTo(Decision.Allowed);
          }
        },
        policies,
        richer);
  }

  @Property(tries = 150)
  void a_further_policy_opens_nothing_that_it_does_not_name(
      @ForAll("policies") List<NetworkPolicy> policies) {
    NetworkPolicy silent =
        new NetworkPolicyBuilder(policies.get(0))
            .editMetadata()
            .withName("silent")
            .endMetadata()
            .editSpec()
            .withIngress(List.of())
            .withEgress(List.of())
            .endSpec()
            .build();
    everyConnection(
        (before, after) -> {
          if (before == Decision.Denied) {
            assertThat(after).isEqualTo(Decision.Denied);
          }
        },
        policies,
        Stream.concat(policies.stream(), Stream.of(silent)).toList());
  }

  @Property(tries = 150)
  void a_further_policy_closes_nothing_for_pods_that_are_isolated_already(
      @ForAll("policies") List<NetworkPolicy> policies,
      @ForAll("policies") List<NetworkPolicy> more) {
    List<NetworkPolicy> isolated = Stream.concat(policies.stream(), isolation().stream()).toList();
    everyConnection(
        (before, after) -> {
          if (before == Decision.Allowed) {
            assertThat(after).isEqualTo(Decision.Allowed);
          }
        },
        isolated,
        Stream.concat(isolated.stream(), renamed(more).stream()).toList());
  }

  @Property(tries = 100)
  void the_order_does_not_matter(
      @ForAll("policies") List<NetworkPolicy> policies, @ForAll Random dice) {
    List<NetworkPolicy> shuffled = new ArrayList<>(policies);
    Collections.shuffle(shuffled, dice);
    everyConnection((before, after) -> assertThat(after).isEqualTo(before), policies, shuffled);
  }

  /** Every end's decision, in both worlds. */
  private static void everyConnection(
      Check check, List<NetworkPolicy> before, List<NetworkPolicy> after) {
    Evaluator one = Evaluator.of(with(before));
    Evaluator two = Evaluator.of(with(after));
    for (Connection connection : connections()) {
      check.holds(one.rule(connection).decision(), two.rule(connection).decision());
    }
  }

  private static List<Connection> connections() {
    List<Endpoint> ends =
        Stream.concat(NAMES.stream(), Stream.of("198.51.100.7", "2001:db8::7", "192.0.2.1"))
            .map(name -> Worlds.end(TOWN, name))
            .toList();
    return ends.stream()
        .flatMap(
            from ->
                ends.stream()
                    .flatMap(to -> Stream.of(25, 5353).flatMap(port -> both(from, to, port))))
        .toList();
  }

  private static Stream<Connection> both(Endpoint from, Endpoint to, int port) {
    return Stream.of(Protocol.TCP, Protocol.UDP)
        .filter(protocol -> Connection.areCompatible(from, to))
        .map(protocol -> Connection.of(from, to, protocol, port));
  }

  private static World with(List<NetworkPolicy> policies) {
    return TOWN.with(List.of(), policies);
  }

  private static NetworkPolicy withRulesOf(NetworkPolicy donor, NetworkPolicy policy) {
    return new NetworkPolicyBuilder(policy)
        .editSpec()
        .addAllToIngress(donor.getSpec().getIngress())
        .addAllToEgress(donor.getSpec().getEgress())
        .endSpec()
        .build();
  }

  private static List<NetworkPolicy> isolation() {
    return Stream.of("mail", "web")
        .map(namespace -> policy(namespace, "isolation", "{}", List.of(), List.of()))
        .toList();
  }

  private static List<NetworkPolicy> renamed(List<NetworkPolicy> policies) {
    return policies.stream()
        .map(
            policy ->
                new NetworkPolicyBuilder(policy)
                    .editMetadata()
                    .withName("more-" + policy.getMetadata().getName())
                    .endMetadata()
                    .build())
        .toList();
  }

  @Provide
  Arbitrary<List<NetworkPolicy>> policies() {
    return Combinators.combine(
            Arbitraries.of("mail", "web"), Arbitraries.of(SELECTORS), rules("from"), rules("to"))
        .as((namespace, selector, in, out) -> policy(namespace, "policy", selector, in, out))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(AdditivityTest::numbered);
  }

  private static List<NetworkPolicy> numbered(List<NetworkPolicy> policies) {
    return IntStream.range(0, policies.size())
        .mapToObj(
            number ->
                new NetworkPolicyBuilder(policies.get(number))
                    .editMetadata()
                    .withName("policy" + number)
                    .endMetadata()
                    .build())
        .toList();
  }

  private static Arbitrary<List<String>> rules(String peers) {
    return Combinators.combine(
            Arbitraries.of(PEERS).list().ofMaxSize(2), Arbitraries.of(PORTS).list().ofMaxSize(2))
        .as((whom, what) -> "{%s: %s, ports: %s}".formatted(peers, whom, what))
        .list()
        .ofMaxSize(2);
  }

  private static NetworkPolicy policy(
      String namespace, String name, String selector, List<String> in, List<String> out) {
    return Serialization.unmarshal(
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {namespace: %s, name: %s}
        spec: {podSelector: %s, policyTypes: [Ingress, Egress], ingress: %s, egress: %s}
        """
            .formatted(namespace, name, selector, in, out),
        NetworkPolicy.class);
  }

  private interface Check {
    void holds(Decision before, Decision after);
  }
}
