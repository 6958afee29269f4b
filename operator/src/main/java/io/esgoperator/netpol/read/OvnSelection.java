package io.esgoperator.netpol.read;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.LabelQuery;
import io.esgoperator.netpol.rule.PodQuery;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The pods that networks and routes of OVN-Kubernetes take away from the cluster's network, and
 * those that subnets, gateways and security groups of Kube-OVN may close (kubeovn/kube-ovn:
 * pkg/apis/kubeovn/v1; kubeovn.github.io/docs, guide/subnet and vpc).
 */
final class OvnSelection {
  /** The network of the cluster itself; another one is apart from it. */
  private static final String KUBE_OVNS = "ovn-cluster";

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

  /** A pod chooses its groups by an annotation, which is not known here. */
  static Stream<PodQuery> grouped(ForeignSpec spec, Direction direction) {
    return Stream.of(spec.all());
  }

  /** What leaves these pods goes through the gateway's own pods; policies choose subnets. */
  static Stream<PodQuery> throughGateway(ForeignSpec spec, Direction direction) {
    List<Map<?, ?>> selectors = ForeignSpec.items(spec.at("selectors"));
    return selectors.isEmpty() || spec.has("policies")
        ? Stream.of(spec.all())
        : selectors.stream()
            .map(one -> spec.selected(one.get("namespaceSelector"), one.get("podSelector")));
  }

  static Stream<PodQuery> onSubnet(ForeignSpec spec, Direction direction) {
    return mayClose(spec, direction) ? pods(spec) : Stream.empty();
  }

  /** A private subnet refuses other subnets; a rule's direction is the one of OVN's ports. */
  private static boolean mayClose(ForeignSpec spec, Direction direction) {
    boolean inbound = direction == Direction.Inbound;
    String otherWay = inbound ? "from-lport" : "to-lport";
    return !List.of("", KUBE_OVNS).contains(spec.text(KUBE_OVNS, "vpc"))
        || inbound && spec.text("false", "private").equals("true")
        || ForeignSpec.items(spec.at("acls")).stream()
            .anyMatch(rule -> !otherWay.equals(rule.get("direction")));
  }

  /** Of its namespaces; the default subnet, and one without namespaces, may have any pod. */
  private static Stream<PodQuery> pods(ForeignSpec spec) {
    List<PodQuery> named =
        Stream.concat(
                names(spec.at("namespaces")),
                ForeignSpec.items(spec.at("namespaceSelectors")).stream()
                    .map(selector -> spec.selected(selector, null)))
            .toList();
    return named.isEmpty() || spec.text("false", "default").equals("true")
        ? Stream.of(spec.all())
        : named.stream();
  }

  private static Stream<PodQuery> names(Object list) {
    return list instanceof List<?> names
        ? names.stream().map(name -> PodQuery.in(String.valueOf(name), LabelQuery.EVERYTHING))
        : Stream.empty();
  }
}
