package io.esgoperator.e2e;

import io.esgoperator.lab.Playground;
import io.esgoperator.model.Cidr;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Policies over the playground's few namespaces, labels, ports and addresses. */
final class RandomPolicies {
  private static final String ONE_POD =
      """
      {matchLabels: {pod: a}}
      {matchLabels: {pod: b}}
      {matchLabels: {pod: c}}
      {matchLabels: {pod: h}}
      {matchLabels: {pod: a, app: mail}}
      """;

  private static final String PODS =
      """
      {}
      {matchLabels: {app: mail}}
      {matchLabels: {app: web}}
      {matchLabels: {app: nobody}}
      {matchExpressions: [{key: app, operator: Exists}]}
      {matchExpressions: [{key: app, operator: DoesNotExist}]}
      {matchExpressions: [{key: app, operator: NotIn, values: [mail]}]}
      {matchExpressions: [{key: pod, operator: In, values: [a, c]}]}
      {matchLabels: {app: mail}, matchExpressions: [{key: pod, operator: NotIn, values: [h]}]}
      """;

  private static final String NAMESPACES =
      """
      {}
      {matchLabels: {zone: inner}}
      {matchLabels: {kubernetes.io/metadata.name: sound-y}}
      {matchExpressions: [{key: team, operator: Exists}]}
      {matchExpressions: [{key: zone, operator: NotIn, values: [inner]}]}
      {matchExpressions: [{key: team, operator: DoesNotExist}]}
      """;

  private static final String PORTS =
      """
      {}
      {port: 7001}
      {protocol: TCP}
      {protocol: UDP}
      {protocol: TCP, port: 7002}
      {protocol: UDP, port: 7001}
      {protocol: UDP, port: 7002}
      {protocol: TCP, port: 7001, endPort: 7002}
      {protocol: TCP, port: 7002, endPort: 65535}
      {protocol: UDP, port: 53, endPort: 7001}
      {protocol: TCP, port: 80}
      {protocol: TCP, port: 53, endPort: 443}
      {protocol: UDP, port: 53}
      {protocol: TCP, port: smtp}
      {port: smtp}
      {protocol: UDP, port: smtp}
      {protocol: TCP, port: nobodys}
      """;

  private static final String NETWORKS =
      """
      0.0.0.0/0
      10.42.0.0/16
      10.42.0.0/28
      198.18.1.0/24
      198.51.100.0/24
      198.51.100.80/32
      203.0.113.0/24
      203.0.113.53/32
      ::/0
      fd00:42::/56
      fd00:42::/124
      fd00:e59:1::/64
      2001:db8::/32
      2001:db8:51::/48
      2001:db8:51::80/128
      2001:db8:113::53/128
      """;

  final List<String> networks;

  /**
   * Makes a source of worlds.
   *
   * @param addresses of pods and others, which policies may name, too
   */
  RandomPolicies(List<String> addresses) {
    networks = new ArrayList<>(NETWORKS.lines().toList());
    addresses.forEach(address -> networks.add(Cidr.parse(address).toString()));
  }

  /** Worlds without what kube-router gets wrong. */
  Arbitrary<List<NetworkPolicy>> worldsForKubeRouter() {
    return policy()
        .filter(KubeRouterFaults::spare)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .withSizeDistribution(RandomDistribution.uniform())
        .map(policies -> named("p", policies));
  }

  /** Copies by number: a world that is made smaller shares policies with others. */
  static <P extends HasMetadata> List<P> named(String prefix, List<P> policies) {
    return IntStream.range(0, policies.size())
        .mapToObj(
            index -> {
              P copy = Serialization.clone(policies.get(index));
              copy.getMetadata().setName(prefix + index);
              return copy;
            })
        .toList();
  }

  /** Types that are given; where none are, the rules say. */
  Arbitrary<NetworkPolicy> policy() {
    Arbitrary<List<String>> types =
        Arbitraries.of(
            List.of("Ingress"), List.of("Egress"), List.of(), List.of("Ingress", "Egress"));
    return Combinators.combine(
            Arbitraries.of(Playground.NAMESPACES.keySet().stream().sorted().toList()),
            Arbitraries.oneOf(rows(ONE_POD, LabelSelector.class), rows(PODS, LabelSelector.class)),
            types,
            rule().list().ofMaxSize(3),
            rule().list().ofMaxSize(3))
        .as(
            (namespace, pods, policyTypes, ingress, egress) ->
                new NetworkPolicyBuilder()
                    .withNewMetadata()
                    .withNamespace(namespace)
                    .endMetadata()
                    .withNewSpec()
                    .withPodSelector(pods)
                    .withPolicyTypes(policyTypes)
                    .withIngress(
                        ingress.stream()
                            .map(rule -> new NetworkPolicyIngressRule(rule.get1(), rule.get2()))
                            .toList())
                    .withEgress(
                        egress.stream()
                            .map(rule -> new NetworkPolicyEgressRule(rule.get2(), rule.get1()))
                            .toList())
                    .endSpec()
                    .build());
  }

  private Arbitrary<Tuple.Tuple2<List<NetworkPolicyPeer>, List<NetworkPolicyPort>>> rule() {
    return Combinators.combine(some(peer()), some(rows(PORTS, NetworkPolicyPort.class)))
        .as(Tuple::of);
  }

  /** One to three, and now and then none, which means all. */
  private static <T> Arbitrary<List<T>> some(Arbitrary<T> one) {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just(List.of())),
        Tuple.of(5, one.list().ofMinSize(1).ofMaxSize(3)));
  }

  private Arbitrary<NetworkPolicyPeer> peer() {
    Arbitrary<LabelSelector> pods =
        Arbitraries.oneOf(rows(PODS, LabelSelector.class), rows(ONE_POD, LabelSelector.class));
    Arbitrary<LabelSelector> namespaces = rows(NAMESPACES, LabelSelector.class);
    return Arbitraries.oneOf(
        pods.map(one -> new NetworkPolicyPeerBuilder().withPodSelector(one).build()),
        namespaces.map(one -> new NetworkPolicyPeerBuilder().withNamespaceSelector(one).build()),
        Combinators.combine(namespaces, pods)
            .as(
                (namespace, pod) ->
                    new NetworkPolicyPeerBuilder()
                        .withNamespaceSelector(namespace)
                        .withPodSelector(pod)
                        .build()),
        block(),
        block());
  }

  private Arbitrary<NetworkPolicyPeer> block() {
    return Arbitraries.of(networks)
        .flatMap(
            network ->
                except(network)
                    .map(
                        except ->
                            new NetworkPolicyPeerBuilder()
                                .withNewIpBlock()
                                .withCidr(network)
                                .withExcept(except)
                                .endIpBlock()
                                .build()));
  }

  Arbitrary<List<String>> except(String network) {
    Cidr whole = Cidr.parse(network);
    List<String> parts =
        networks.stream()
            .filter(part -> whole.contains(Cidr.parse(part).address()))
            .filter(part -> Cidr.parse(part).prefix() > whole.prefix())
            .toList();
    return parts.isEmpty()
        ? Arbitraries.just(List.of())
        : Arbitraries.of(parts).list().uniqueElements().ofMaxSize(Math.min(2, parts.size()));
  }

  private static <T> Arbitrary<T> rows(String table, Class<T> type) {
    return Arbitraries.of(
        table.lines().map(line -> Serialization.unmarshal("---\n" + line, type)).toList());
  }
}
