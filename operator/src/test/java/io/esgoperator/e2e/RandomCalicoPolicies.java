package io.esgoperator.e2e;

import io.esgoperator.lab.Playground;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * NetworkPolicies over the playground's few pods, and now and then policies of Calico's own, which
 * are not evaluated: what they cannot select is decided, and right.
 */
final class RandomCalicoPolicies {
  private static final String SELECTORS =
      """
      all()
      pod == 'a'
      app == "mail" && pod != 'h'
      has(app)
      !has(app)
      ! has( app ) && pod in {'a', "c"}
      app not in {'mail'}
      app!='web'
      app == 'nobody'
      pod == 'a' || pod == 'b'
      (pod == 'c')
      app starts with 'w'
      pcns.team == 'mail'
      pcns.zone == 'outer' && pod == 'b'
      projectcalico.org/namespace == 'sound-y'
      projectcalico.org/orchestrator == 'k8s' && app == 'web'
      """;

  /** Each leaves out the pod that shows when policies are in effect, and those of the cluster. */
  private static final String NAMESPACES =
      """
      has(zone)
      zone == 'inner'
      team == 'mail'
      has(zone) && !has(team)
      has(zone) && zone != "inner"
      zone in {'outer', 'nowhere'}
      projectcalico.org/name == 'sound-y'
      kubernetes.io/metadata.name == 'sound-z'
      zone == 'nowhere'
      """;

  private static final String TYPES =
      """
      [Ingress]
      [Egress]
      [Ingress, Egress]
      []
      """;

  private static final String RULES =
      """
      []
      [{action: Allow}]
      [{action: Deny, protocol: TCP}]
      [{action: Deny, protocol: TCP, destination: {ports: ['7000:7001']}}, {action: Pass}]
      [{action: Allow, protocol: UDP, source: {selector: has(app)}}]
      """;

  private final RandomPolicies beside;

  RandomCalicoPolicies(List<String> addresses) {
    beside = new RandomPolicies(addresses);
  }

  /** Names of Calico's policies begin with their tier. */
  Arbitrary<List<HasMetadata>> worlds() {
    return Arbitraries.frequencyOf(
            Tuple.of(1, policy()), Tuple.of(2, beside.policy().map(HasMetadata.class::cast)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .withSizeDistribution(RandomDistribution.uniform())
        .map(policies -> RandomPolicies.named("default.p", policies));
  }

  private static Arbitrary<HasMetadata> policy() {
    Arbitrary<String> namespace =
        Arbitraries.of(Playground.NAMESPACES.keySet().stream().sorted().toList());
    return Combinators.combine(
            Arbitraries.oneOf(namespace, Arbitraries.just("")),
            Arbitraries.of(SELECTORS.lines().toList()),
            Arbitraries.of(NAMESPACES.lines().toList()),
            rows(TYPES),
            rows(RULES),
            Arbitraries.of(10, 2000))
        .as(RandomCalicoPolicies::policy);
  }

  private static HasMetadata policy(
      String namespace, String pods, String namespaces, Object types, Object rules, int order) {
    boolean global = namespace.isEmpty();
    Map<String, Object> spec =
        new HashMap<>(
            Map.of(
                "selector", pods,
                "types", types,
                "ingress", rules,
                "egress", rules,
                "order", order));
    if (global) {
      spec.put("namespaceSelector", namespaces);
    }
    return new GenericKubernetesResourceBuilder()
        .withApiVersion("crd.projectcalico.org/v1")
        .withKind(global ? "GlobalNetworkPolicy" : "NetworkPolicy")
        .withNewMetadata()
        .withNamespace(global ? null : namespace)
        .endMetadata()
        .withAdditionalProperties(Map.of("spec", spec))
        .build();
  }

  private static Arbitrary<Object> rows(String table) {
    return Arbitraries.of(
        table
            .lines()
            .map(row -> (Object) Serialization.unmarshal("---\n" + row, List.class))
            .toList());
  }
}
