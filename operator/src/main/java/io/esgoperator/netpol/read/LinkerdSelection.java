package io.esgoperator.netpol.read;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.PodQuery;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The pods that policies of Linkerd may close (linkerd.io/2/reference: authorization-policy and
 * egress-network).
 */
final class LinkerdSelection {
  /** Servers that let all through. */
  private static final Set<String> OPEN = Set.of("all-unauthenticated", "audit");

  private LinkerdSelection() {}

  /** A Server denies what no other object authorizes. It is about pods, or about machines. */
  static Stream<PodQuery> server(ForeignSpec spec, Direction direction) {
    boolean machines = spec.has("externalWorkloadSelector") && !spec.has("podSelector");
    return machines || OPEN.contains(spec.text("deny", "accessPolicy"))
        ? Stream.empty()
        : Stream.of(spec.selected(spec.at("podSelector")));
  }

  static Stream<PodQuery> egress(ForeignSpec spec, Direction direction) {
    return spec.text("Deny", "trafficPolicy").equals("Allow")
        ? Stream.empty()
        : Stream.of(spec.all());
  }
}
