package io.esgoperator.cli.diff;

import io.esgoperator.cli.gateway.GatewayCase;
import io.esgoperator.netpol.world.Workload;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The connections that gateways' own lines tell: those of the first of a gateway's pods, and of
 * what policies treat like it, with the addresses outside and with pods that are there before and
 * after.
 */
final class ToldByGateways {
  /** The names of all pods of the gateway, by the end with its first one. */
  private final Map<ComparedEnd, Set<String>> gateways = new IdentityHashMap<>();

  ToldByGateways(List<GatewayDiff> compared, List<ComparedEnd> ends) {
    for (GatewayDiff gateway : compared) {
      Set<String> own =
          Stream.of(gateway.before(), gateway.after())
              .flatMap(moment -> moment.pods().stream())
              .map(Workload::toString)
              .collect(Collectors.toSet());
      List<String> first = List.of(first(gateway.before()), first(gateway.after()));
      ends.stream()
          .filter(end -> end.names().containsAll(first) && own.containsAll(end.names()))
          .forEach(end -> gateways.put(end, own));
    }
  }

  private static String first(GatewayCase gateway) {
    return gateway.pods().get(0).toString();
  }

  boolean isTold(ComparedEnd one, ComparedEnd other) {
    return isOf(one, other) || isOf(other, one);
  }

  private boolean isOf(ComparedEnd gateway, ComparedEnd peer) {
    return gateways.containsKey(gateway)
        && peer.isSamePods()
        && Collections.disjoint(gateways.get(gateway), peer.names());
  }
}
