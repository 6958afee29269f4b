package io.esgoperator.probe.plan;

import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.model.Listing;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.plan.ClosedNetworks.Kind;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Targets that a spec names and that outbound probes skip: the administrator does not allow them.
 */
public final class LeftOutTargets {
  private LeftOutTargets() {}

  /** One sentence about all of them; empty where there are none. */
  public static Optional<String> of(EsgInstanceSpec spec, HostAddresses hosts, TargetRule rule) {
    Map<ProbePlan.Peer, Kind> closed = new LinkedHashMap<>();
    for (DeclaredPath declared : DeclaredPaths.of(spec)) {
      if (!declared.isInbound()) {
        named(spec, declared, hosts)
            .forEach(
                peer ->
                    rule.closes(peer, declared.path().transport())
                        .ifPresent(kind -> closed.put(peer, kind)));
      }
    }
    return closed.isEmpty() ? Optional.empty() : Optional.of(sentence(closed, "spec"));
  }

  private static Stream<ProbePlan.Peer> named(
      EsgInstanceSpec spec, DeclaredPath declared, HostAddresses hosts) {
    return Stream.concat(
        OutboundTargets.named(spec, declared, hosts),
        Inspections.others(spec, declared)
            .flatMap(name -> ProbePlan.Peer.named(name, declared.path().port(), hosts)));
  }

  /**
   * Says which targets are skipped, why, and what to do.
   *
   * @param closed skipped peers, each with the kind of its network
   * @param where the field in which to name others
   */
  static String sentence(Map<ProbePlan.Peer, Kind> closed, String where) {
    List<String> named =
        closed.entrySet().stream()
            .sorted(Comparator.comparing(end -> end.getKey().address()))
            .map(end -> describe(end.getKey()) + ", which is " + end.getValue().words())
            .distinct()
            .toList();
    return "Probes do not ask "
        + Listing.of(named, "; ", "; and ")
        + ": name others in "
        + where
        + ", or have the administrator add them to tenants.targets in the chart's values.";
  }

  private static String describe(ProbePlan.Peer peer) {
    return peer.host().equals(peer.address())
        ? peer.address()
        : peer.host() + " (" + peer.address() + ")";
  }
}
