package io.esgoperator.netpol.read;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.PodQuery;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.reading.Unread;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the pods whose connections a policy of a kind that is not evaluated may close
 * (policy-semantics.md section 2.2). Where a selector is not understood, it may select every pod
 * within the policy's reach.
 */
public record ForeignReading(PolicyReading parts) {
  public static boolean isOne(GenericKubernetesResource resource) {
    return kind(resource).isPresent();
  }

  private static Optional<ForeignKind> kind(GenericKubernetesResource resource) {
    return ForeignKinds.find(String.valueOf(resource.getApiVersion()), resource.getKind());
  }

  /** The pods whose connections it may close. */
  public ForeignPolicy read(GenericKubernetesResource resource) {
    return read(resource, kind(resource).orElseThrow());
  }

  /** The same policy as one that may close connections of nodes; empty for a kind that cannot. */
  public Optional<ForeignPolicy> ofNodes(GenericKubernetesResource resource) {
    return ForeignKinds.ofNodes(resource.getApiVersion(), resource.getKind())
        .map(kind -> read(resource, kind));
  }

  private ForeignPolicy read(GenericKubernetesResource resource, ForeignKind kind) {
    List<ForeignSpec> specs = specs(resource, kind);
    Map<Direction, List<PodQuery>> selections = new EnumMap<>(Direction.class);
    for (Direction direction : kind.directions()) {
      selections.put(
          direction,
          specs.stream()
              .flatMap(
                  spec ->
                      Unread.isNone(resource)
                          ? kind.selection().of(spec, direction)
                          : Stream.of(spec.all()))
              .map(parts::subject)
              .toList());
    }
    return new ForeignPolicy(ref(resource, kind), selections);
  }

  private static PolicyRef ref(GenericKubernetesResource resource, ForeignKind kind) {
    return new PolicyRef(
        resource.getApiVersion().replaceFirst("/.*", "") + " " + resource.getKind(),
        namespace(resource, kind),
        resource.getMetadata().getName());
  }

  private static String namespace(GenericKubernetesResource resource, ForeignKind kind) {
    return kind.scope().namespaced() ? resource.getMetadata().getNamespace() : null;
  }

  /** At least one: a policy without a spec is read as one with an empty spec. */
  private static List<ForeignSpec> specs(GenericKubernetesResource resource, ForeignKind kind) {
    String namespace = kind.scope().reach(namespace(resource, kind));
    Map<String, String> annotations =
        Objects.requireNonNullElse(resource.getMetadata().getAnnotations(), Map.of());
    List<ForeignSpec> specs =
        PolicyKinds.specs(resource.getAdditionalProperties())
            .map(spec -> new ForeignSpec(spec, namespace, annotations))
            .toList();
    return specs.isEmpty() ? List.of(new ForeignSpec(Map.of(), namespace, annotations)) : specs;
  }
}
