package io.esgoperator.netpol.read;

import io.esgoperator.netpol.read.AdminPolicyShape.Subject;
import io.esgoperator.netpol.rule.LabelQuery;
import io.esgoperator.netpol.rule.PodQuery;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.reading.Unread;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Finds the pods that policies of Cilium, Calico and AWS select (policy-semantics.md section 2.2).
 * Where a selector is not understood, it may select every pod within the policy's reach.
 */
public record ForeignReading(PolicyReading parts) {
  private static final List<Kind> KINDS =
      List.of(
          new Kind("cilium.io/", "CiliumNetworkPolicy", CiliumSelection::of),
          new Kind("cilium.io/", "CiliumClusterwideNetworkPolicy", CiliumSelection::of),
          new Kind("crd.projectcalico.org/", "NetworkPolicy", CalicoSelection::of),
          new Kind("crd.projectcalico.org/", "GlobalNetworkPolicy", CalicoSelection::of),
          new Kind("projectcalico.org/", "NetworkPolicy", CalicoSelection::of),
          new Kind("projectcalico.org/", "GlobalNetworkPolicy", CalicoSelection::of),
          new Kind("networking.k8s.aws/", "ClusterNetworkPolicy", ForeignReading::subject));

  /**
   * A kind, and how it selects.
   *
   * @param selection from a spec and the policy's namespace, which is null for a cluster-wide
   *     policy
   */
  private record Kind(
      String group, String name, BiFunction<Map<?, ?>, String, Optional<PodQuery>> selection) {}

  static boolean isGroup(String group) {
    return KINDS.stream().anyMatch(kind -> kind.group().equals(group));
  }

  public static boolean isOne(GenericKubernetesResource resource) {
    return kind(resource).isPresent();
  }

  static boolean isOne(String apiVersion, String name) {
    return kind(apiVersion, name).isPresent();
  }

  private static Optional<Kind> kind(GenericKubernetesResource resource) {
    return kind(String.valueOf(resource.getApiVersion()), resource.getKind());
  }

  private static Optional<Kind> kind(String apiVersion, String name) {
    return KINDS.stream()
        .filter(kind -> kind.name().equals(name))
        .filter(kind -> apiVersion.startsWith(kind.group()))
        .findFirst();
  }

  public ForeignPolicy read(GenericKubernetesResource resource) {
    String namespace = resource.getMetadata().getNamespace();
    Kind kind = kind(resource).orElseThrow();
    List<PodQuery> selections =
        Unread.isNone(resource)
            ? PolicyKinds.specs(resource.getAdditionalProperties())
                .flatMap(spec -> kind.selection().apply(spec, namespace).stream())
                .toList()
            : List.of(reach(namespace, LabelQuery.EVERYTHING));
    selections.forEach(parts::subject);
    return new ForeignPolicy(
        new PolicyRef(
            resource.getApiVersion().replaceFirst("/.*", "") + " " + resource.getKind(),
            namespace,
            resource.getMetadata().getName()),
        selections);
  }

  /** Pods of the namespace; of the cluster where it is null. */
  static PodQuery reach(String namespace, LabelQuery pods) {
    return namespace == null
        ? PodQuery.across(LabelQuery.EVERYTHING, pods)
        : PodQuery.in(namespace, pods);
  }

  /** AWS uses the subject of policy.networking.k8s.io. */
  private static Optional<PodQuery> subject(Map<?, ?> spec, String namespace) {
    return Optional.of(
        AdminPolicyReading.subject(spec.get("subject"))
            .filter(Subject::isSound)
            .map(Subject::query)
            .orElseGet(() -> reach(namespace, LabelQuery.EVERYTHING)));
  }
}
