package io.esgoperator.netpol.read;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.PodQuery;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The pods that networks and routes of OVN-Kubernetes take away from the cluster's network. */
final class OvnSelection {
  private OvnSelection() {}

  /**
   * Every pod of the network's namespaces, where its role is Primary: what leaves them does not
   * leave by the cluster's network. A Secondary one comes beside it (docs.okd.io,
   * rest_api/network_apis: UserDefinedNetwork, ClusterUserDefinedNetwork).
   */
  static Stream<PodQuery> onPrimary(ForeignSpec spec, Direction direction) {
    Map<?, ?> network = spec.at("network") instanceof Map<?, ?> map ? map : spec.fields();
    List<?> roles =
        network.values().stream()
            .flatMap(part -> part instanceof Map<?, ?> map ? Stream.of(map) : Stream.empty())
            .flatMap(part -> Stream.ofNullable(part.get("role")))
            .toList();
    return !roles.isEmpty() && roles.stream().allMatch("Secondary"::equals)
        ? Stream.empty()
        : Stream.of(spec.selected(spec.at("namespaceSelector"), null));
  }

  /**
   * What leaves the cluster goes to a gateway of the route's own (ovn-org/ovn-kubernetes:
   * go-controller/pkg/crd/adminpolicybasedroute/v1/types.go).
   */
  static Stream<PodQuery> routed(ForeignSpec spec, Direction direction) {
    return Stream.of(spec.selected(spec.at("from", "namespaceSelector"), null));
  }
}
