package io.esgoperator.netpol.read;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.LabelQuery;
import io.esgoperator.netpol.rule.PodQuery;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The pods of policies that say in {@code appliedTo} what they bind, once or in each rule. A
 * direction without a rule is left as it is: such a policy isolates nothing by itself.
 *
 * <p>Antrea wants {@code appliedTo} in the spec or in every rule, and refuses a policy without it
 * (antrea-io/antrea: docs/antrea-network-policy.md, pkg/controller/networkpolicy/validate.go); NSX
 * does so too (vmware-tanzu/nsx-operator: docs/security-policy.md).
 */
final class AppliedSelection {
  /** What is no pod: Antrea's nodes and machines, the machines of NSX. */
  private static final Set<String> NO_PODS =
      Set.of("nodeSelector", "externalEntitySelector", "vmSelector");

  private AppliedSelection() {}

  static Stream<PodQuery> antrea(ForeignSpec spec, Direction direction) {
    return applied(spec, rules(spec, direction));
  }

  private static Stream<Map<?, ?>> rules(ForeignSpec spec, Direction direction) {
    return ForeignSpec.items(spec.at(direction == Direction.Inbound ? "ingress" : "egress"))
        .stream();
  }

  /** Nodes, for the rules that are applied to them, as every pod. */
  static Stream<PodQuery> antreaNodes(ForeignSpec spec, Direction direction) {
    return rules(spec, direction)
        .filter(
            rule -> bound(spec, rule).stream().anyMatch(item -> item.containsKey("nodeSelector")))
        .map(rule -> spec.all())
        .limit(1);
  }

  static Stream<PodQuery> nsx(ForeignSpec spec, Direction direction) {
    return applied(
        spec, ForeignSpec.items(spec.at("rules")).stream().filter(rule -> mayBe(direction, rule)));
  }

  /** In or Ingress, Out or Egress, in any letters. */
  private static boolean mayBe(Direction direction, Map<?, ?> rule) {
    String other = direction == Direction.Inbound ? "out|egress" : "in|ingress";
    return !String.valueOf(rule.get("direction")).toLowerCase(Locale.ROOT).matches(other);
  }

  private static Stream<PodQuery> applied(ForeignSpec spec, Stream<Map<?, ?>> rules) {
    return rules.flatMap(
        rule -> {
          List<Map<?, ?>> bound = bound(spec, rule);
          return bound.isEmpty()
              ? Stream.of(spec.all())
              : bound.stream().flatMap(item -> item(spec, item));
        });
  }

  /** What a rule is applied to. */
  private static List<Map<?, ?>> bound(ForeignSpec spec, Map<?, ?> rule) {
    List<Map<?, ?>> own = ForeignSpec.items(rule.get("appliedTo"));
    return own.isEmpty() ? ForeignSpec.items(spec.at("appliedTo")) : own;
  }

  /** A group of pods has its selector in an object of its own, and counts as all of them. */
  private static Stream<PodQuery> item(ForeignSpec spec, Map<?, ?> item) {
    if (item.containsKey("podSelector") || item.containsKey("namespaceSelector")) {
      return Stream.of(spec.selected(item.get("namespaceSelector"), item.get("podSelector")));
    }
    if (!item.isEmpty() && NO_PODS.containsAll(item.keySet())) {
      return Stream.empty();
    }
    return Stream.of(
        item.values().stream()
            .flatMap(AppliedSelection::namespace)
            .findFirst()
            .map(namespace -> PodQuery.in(namespace, LabelQuery.EVERYTHING))
            .orElseGet(spec::all));
  }

  /** The namespace of a Service or of a service account. */
  private static Stream<String> namespace(Object named) {
    return named instanceof Map<?, ?> fields && fields.get("namespace") instanceof String namespace
        ? Stream.of(namespace)
        : Stream.empty();
  }
}
