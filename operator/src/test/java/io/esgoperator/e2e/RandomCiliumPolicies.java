package io.esgoperator.e2e;

import io.esgoperator.lab.Playground;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.ListArbitrary;

/** Cilium's policies, and NetworkPolicies beside them, over the playground's few pods. */
final class RandomCiliumPolicies {
  private static final String SUBJECTS =
      """
      {}
      {matchLabels: {pod: a}}
      {matchLabels: {'k8s:pod': b}}
      {matchLabels: {'any:app': mail}}
      {matchLabels: {app: nobody}}
      {matchExpressions: [{key: app, operator: Exists}]}
      {matchExpressions: [{key: app, operator: DoesNotExist}]}
      {matchExpressions: [{key: 'k8s:app', operator: NotIn, values: [mail]}]}
      {matchExpressions: [{key: pod, operator: In, values: [a, c]}]}
      {matchLabels: {'k8s:io.kubernetes.pod.namespace': sound-y}}
      {matchLabels: {'k8s:io.cilium.k8s.namespace.labels.zone': inner}}
      {matchLabels: {io.cilium.k8s.namespace.labels.team: mail, app: web}}
      {matchExpressions: [{key: 'k8s:io.cilium.k8s.namespace.labels.team', operator: DoesNotExist}]}
      {matchLabels: {'reserved:host': ''}}
      """;

  private static final String PEERS =
      """
      {matchLabels: {io.kubernetes.pod.namespace: sound-z, app: mail}}
      {matchLabels: {'k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name': sound-y}}
      {matchExpressions: [{key: 'k8s:io.kubernetes.pod.namespace', operator: In, values: [sound-x, sound-z]}]}
      {matchExpressions: [{key: io.kubernetes.pod.namespace, operator: NotIn, values: [sound-x]}]}
      {matchExpressions: [{key: 'k8s:io.kubernetes.pod.namespace', operator: Exists}]}
      {matchExpressions: [{key: 'k8s:io.kubernetes.pod.namespace', operator: DoesNotExist}]}
      {matchLabels: {pod: h}}
      {matchLabels: {'reserved:health': ''}}
      """;

  private static final String ENTITIES =
      """
      all
      world
      cluster
      cluster-mesh
      host
      remote-node
      kube-apiserver
      health
      ingress
      init
      none
      """;

  private static final String PORTS =
      """
      {port: '7001'}
      {port: '7001', protocol: TCP}
      {port: '7002', protocol: ANY}
      {port: '7002', protocol: UDP}
      {port: '0', protocol: TCP}
      {port: '0', protocol: UDP}
      {port: '0'}
      {port: '7001', endPort: 7002, protocol: TCP}
      {port: '7002', endPort: 65535}
      {port: '7002', endPort: 80, protocol: TCP}
      {port: '53', endPort: 7001, protocol: UDP}
      {port: '53', endPort: 443, protocol: TCP}
      {port: '80', protocol: TCP}
      {port: '53'}
      {port: '7001', protocol: SCTP}
      {port: smtp, protocol: TCP}
      {port: SMTP}
      {port: smtp, protocol: UDP}
      {port: nobodys, protocol: TCP}
      """;

  private static final String DEFAULTS =
      """
      {}
      {}
      {}
      {}
      {ingress: false}
      {egress: false}
      {ingress: false, egress: false}
      {ingress: true, egress: true}
      """;

  private final RandomPolicies beside;

  RandomCiliumPolicies(List<String> addresses) {
    beside = new RandomPolicies(addresses);
  }

  Arbitrary<List<HasMetadata>> worlds() {
    return Arbitraries.frequencyOf(
            Tuple.of(4, policy()), Tuple.of(1, beside.policy().map(HasMetadata.class::cast)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .withSizeDistribution(RandomDistribution.uniform())
        .filter(RandomCiliumPolicies::showTheEngine)
        .map(policies -> RandomPolicies.named("p", policies));
  }

  /** Without one of Cilium's it is not known that Cilium enforces the others. */
  private static boolean showTheEngine(List<HasMetadata> policies) {
    return policies.stream().anyMatch(GenericKubernetesResource.class::isInstance);
  }

  private Arbitrary<HasMetadata> policy() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(
                    4, Arbitraries.of(Playground.NAMESPACES.keySet().stream().sorted().toList())),
                Tuple.of(1, Arbitraries.just(""))),
            spec().list().ofMinSize(1).ofMaxSize(2))
        .as(RandomCiliumPolicies::policy);
  }

  private static HasMetadata policy(String namespace, List<Map<String, Object>> written) {
    boolean everywhere = namespace.isEmpty();
    List<Map<String, Object>> specs =
        everywhere ? written.stream().map(RandomCiliumPolicies::ofThePlayground).toList() : written;
    return new GenericKubernetesResourceBuilder()
        .withApiVersion("cilium.io/v2")
        .withKind(everywhere ? "CiliumClusterwideNetworkPolicy" : "CiliumNetworkPolicy")
        .withNewMetadata()
        .withNamespace(everywhere ? null : namespace)
        .endMetadata()
        .withAdditionalProperties(
            specs.size() == 1 ? Map.of("spec", specs.get(0)) : Map.of("specs", specs))
        .build();
  }

  /** The pod that shows when policies are in effect stays as it is, as the operator does. */
  private static Map<String, Object> ofThePlayground(Map<String, Object> spec) {
    Map<String, Object> narrow = new HashMap<>(spec);
    Map<String, Object> pods = new HashMap<>();
    ((Map<?, ?>) spec.get("endpointSelector"))
        .forEach((field, value) -> pods.put(field.toString(), value));
    pods.put(
        "matchExpressions",
        Stream.concat(
                pods.get("matchExpressions") instanceof List<?> some
                    ? some.stream()
                    : Stream.empty(),
                Stream.of(
                    Map.of(
                        "key", "k8s:io.kubernetes.pod.namespace",
                        "operator", "In",
                        "values", Playground.NAMESPACES.keySet().stream().sorted().toList())))
            .toList());
    narrow.put("endpointSelector", pods);
    return narrow;
  }

  private Arbitrary<Map<String, Object>> spec() {
    return Combinators.combine(
            rows(SUBJECTS),
            rules("from").ofMaxSize(3),
            rules("from").ofMaxSize(1),
            rules("to").ofMaxSize(3),
            rules("to").ofMaxSize(1),
            rows(DEFAULTS))
        .as(RandomCiliumPolicies::spec)
        .filter(
            spec ->
                Stream.of("ingress", "ingressDeny", "egress", "egressDeny")
                    .anyMatch(list -> !((List<?>) spec.get(list)).isEmpty()));
  }

  private static Map<String, Object> spec(
      Object pods,
      List<?> ingress,
      List<?> ingressDeny,
      List<?> egress,
      List<?> egressDeny,
      Object defaults) {
    return Map.of(
        "endpointSelector", pods,
        "ingress", ingress,
        "ingressDeny", ingressDeny,
        "egress", egress,
        "egressDeny", egressDeny,
        "enableDefaultDeny", defaults);
  }

  private ListArbitrary<Map<String, Object>> rules(String way) {
    return Combinators.combine(peers(way), ports())
        .as(
            (peers, ports) -> {
              Map<String, Object> rule = new HashMap<>(peers);
              rule.putAll(ports);
              return rule;
            })
        .list();
  }

  private Arbitrary<Map<String, Object>> peers(String way) {
    return Arbitraries.frequencyOf(
        Tuple.of(5, one(way + "Endpoints", selector(), 2)),
        Tuple.of(3, one(way + "Entities", Arbitraries.of(ENTITIES.lines().toList()), 2)),
        Tuple.of(2, one(way + "CIDR", Arbitraries.of(beside.networks), 3)),
        Tuple.of(3, one(way + "CIDRSet", set(), 2)),
        Tuple.of(
            1,
            Arbitraries.of("Endpoints", "CIDR", "Entities", "CIDRSet")
                .map(name -> Map.of(way + name, List.of()))),
        Tuple.of(2, Arbitraries.just(Map.of())));
  }

  private static Arbitrary<Map<String, Object>> one(String field, Arbitrary<?> item, int most) {
    return item.list().ofMinSize(1).ofMaxSize(most).map(items -> Map.of(field, items));
  }

  private static Arbitrary<Object> selector() {
    return Arbitraries.oneOf(rows(SUBJECTS), rows(PEERS));
  }

  private Arbitrary<Map<String, Object>> set() {
    return Arbitraries.of(beside.networks)
        .flatMap(
            network ->
                beside
                    .except(network)
                    .map(
                        except ->
                            except.isEmpty()
                                ? Map.of("cidr", network)
                                : Map.of("cidr", network, "except", except)));
  }

  private static Arbitrary<Map<String, Object>> ports() {
    Arbitrary<Map<String, Object>> list =
        rows(PORTS).list().ofMinSize(1).ofMaxSize(3).map(ports -> Map.of("ports", ports));
    return Arbitraries.frequencyOf(
        Tuple.of(6, list.list().ofMinSize(1).ofMaxSize(2).map(some -> Map.of("toPorts", some))),
        Tuple.of(4, Arbitraries.just(Map.of())),
        Tuple.of(1, Arbitraries.just(Map.of("toPorts", List.of()))),
        Tuple.of(1, Arbitraries.just(Map.of("toPorts", List.of(Map.of("ports", List.of()))))),
        Tuple.of(
            1,
            Arbitraries.just(
                Map.of(
                    "icmps",
                    List.of(Map.of("fields", List.of(Map.of("type", 8, "family", "IPv4"))))))));
  }

  private static Arbitrary<Object> rows(String table) {
    return Arbitraries.of(
        table
            .lines()
            .map(line -> Serialization.unmarshal("row: " + line, GenericKubernetesResource.class))
            .map(read -> read.getAdditionalProperties().get("row"))
            .toList());
  }
}
