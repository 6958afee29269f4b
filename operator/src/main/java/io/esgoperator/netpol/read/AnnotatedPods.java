package io.esgoperator.netpol.read;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.LabelQuery;
import io.esgoperator.netpol.rule.LabelQuery.Requirement;
import io.esgoperator.netpol.rule.PodQuery;
import io.esgoperator.netpol.world.PodTemplates;
import io.esgoperator.netpol.world.PolicyRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Annotations of pods and namespaces that may close a pod's connections, without any policy. */
public final class AnnotatedPods {
  private static final Set<Direction> BOTH = Set.of(Direction.values());
  private static final Set<Direction> IN = Set.of(Direction.Inbound);
  private static final Set<Direction> OUT = Set.of(Direction.Outbound);
  private static final String LINKERD = "linkerd.io/";
  private static final String INJECTED = "linkerd.io/inject";

  private record Closing(String annotation, Set<Direction> directions, Set<String> open) {
    boolean isIn(Map<String, String> annotations) {
      String value = annotations.get(annotation);
      return value != null
          && !value.isBlank()
          && !open.contains(value)
          && !(annotation.contains(LINKERD) && "disabled".equals(annotations.get(INJECTED)));
    }
  }

  // spotless:off
  /**
   * By the values that close nothing. Linkerd's default policy (linkerd.io/2/reference
   * /authorization-policy); a proxy of Consul's, which wants mTLS (developer.hashicorp.com/consul
   * /docs/k8s/annotations-and-labels); gateways of OVN-Kubernetes; security groups of Kube-OVN; a
   * network of Multus in the place of the cluster's (k8snetworkplumbingwg/multus-cni, docs).
   */
  private static final List<Closing> TABLE =
      List.of(
          new Closing("config.linkerd.io/default-inbound-policy", IN,   Set.of("all-unauthenticated", "audit")),
          new Closing("consul.hashicorp.com/connect-inject",      IN,   Set.of("false")),
          new Closing("k8s.ovn.org/routing-external-gws",         OUT,  Set.of()),
          new Closing("ovn.kubernetes.io/security_groups",        BOTH, Set.of()),
          new Closing("v1.multus-cni.io/default-network",         BOTH, Set.of()));

  // spotless:on

  private AnnotatedPods() {}

  /** Whether a namespace, or what makes pods, has such an annotation. */
  static boolean isOne(HasMetadata object) {
    return closings(object).findAny().isPresent();
  }

  /** One for each of them, as a policy that selects these pods. */
  public static Stream<ForeignPolicy> read(HasMetadata object) {
    return closings(object).map(closing -> policy(object, closing));
  }

  private static Stream<Closing> closings(HasMetadata object) {
    return metadata(object)
        .map(AnnotatedPods::annotations)
        .filter(annotations -> !annotations.isEmpty())
        .flatMap(annotations -> TABLE.stream().filter(closing -> closing.isIn(annotations)));
  }

  private static Stream<ObjectMeta> metadata(HasMetadata object) {
    return object instanceof Namespace
        ? Stream.of(object.getMetadata())
        : PodTemplates.metadata(object);
  }

  private static Map<String, String> annotations(ObjectMeta metadata) {
    return metadata.getAnnotations() == null ? Map.of() : metadata.getAnnotations();
  }

  private static ForeignPolicy policy(HasMetadata object, Closing closing) {
    boolean isNamespace = object instanceof Namespace;
    String name = object.getMetadata().getName();
    String namespace = isNamespace ? name : PodTemplates.namespace(object);
    LabelQuery pods =
        isNamespace
            ? LabelQuery.EVERYTHING
            : new LabelQuery(
                metadata(object)
                    .flatMap(metadata -> PodTemplates.labels(metadata).entrySet().stream())
                    .map(label -> Requirement.equality(label.getKey(), label.getValue()))
                    .toList());
    return new ForeignPolicy(
        new PolicyRef(
            "annotation %s of %s".formatted(closing.annotation(), object.getKind()),
            isNamespace ? null : namespace,
            name),
        closing.directions().stream()
            .collect(
                Collectors.toMap(
                    Function.identity(), direction -> List.of(PodQuery.in(namespace, pods)))));
  }
}
