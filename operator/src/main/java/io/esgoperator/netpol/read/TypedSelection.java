package io.esgoperator.netpol.read;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.read.AdminPolicyShape.Subject;
import io.esgoperator.netpol.rule.PodQuery;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The pods of kinds whose spec has the form of a NetworkPolicy or of an AdminNetworkPolicy. */
final class TypedSelection {
  private static final Set<String> TYPES = Set.of("Ingress", "Egress");

  private TypedSelection() {}

  /**
   * A MultiNetworkPolicy is a NetworkPolicy for other networks than the first
   * (github.com/k8snetworkplumbingwg/multi-networkpolicy); AWS' ApplicationNetworkPolicy is one
   * with names (aws/amazon-network-policy-controller-k8s, api/v1alpha1).
   */
  static Stream<PodQuery> networkPolicy(ForeignSpec spec, Direction direction) {
    return bound(spec, direction, direction == Direction.Inbound || hasRules(spec, "egress"));
  }

  /**
   * A FQDNNetworkPolicy is about connections that leave (cloud.google.com/kubernetes-engine,
   * how-to/fqdn-network-policies); the one of the open-source controller may have inbound rules.
   */
  static Stream<PodQuery> byName(ForeignSpec spec, Direction direction) {
    return bound(spec, direction, direction == Direction.Outbound || hasRules(spec, "ingress"));
  }

  /**
   * AWS' security groups replace a pod's network interface. Service accounts have labels of their
   * own, which are not known here (github.com/aws/amazon-vpc-resource-controller-k8s,
   * apis/vpcresources/v1beta1).
   */
  static Stream<PodQuery> securityGroups(ForeignSpec spec, Direction direction) {
    return Stream.of(spec.selected(spec.at("podSelector")));
  }

  /** AWS' ClusterNetworkPolicy has the subject of policy.networking.k8s.io. */
  static Stream<PodQuery> subject(ForeignSpec spec, Direction direction) {
    return Stream.of(
        AdminPolicyReading.subject(spec.at("subject"))
            .filter(Subject::isSound)
            .map(Subject::query)
            .orElseGet(spec::all));
  }

  private static Stream<PodQuery> bound(
      ForeignSpec spec, Direction direction, boolean withoutTypes) {
    return binds(spec.at("policyTypes"), direction, withoutTypes)
        ? Stream.of(spec.selected(spec.at("podSelector")))
        : Stream.empty();
  }

  /** Whether a policy of these types is about a direction; a type that is not known may be. */
  static boolean binds(Object written, Direction direction, boolean withoutTypes) {
    List<?> types = written instanceof List<?> list ? list : List.of();
    return types.isEmpty()
        ? withoutTypes
        : types.contains(direction == Direction.Inbound ? "Ingress" : "Egress")
            || !TYPES.containsAll(types);
  }

  private static boolean hasRules(ForeignSpec spec, String field) {
    return !ForeignSpec.items(spec.at(field)).isEmpty();
  }
}
