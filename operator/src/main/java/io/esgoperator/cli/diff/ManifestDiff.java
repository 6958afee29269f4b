package io.esgoperator.cli.diff;

import io.esgoperator.cli.diff.DiffReport.GatewayChanges;
import io.esgoperator.cli.diff.DiffReport.GatewayLine;
import io.esgoperator.cli.diff.DiffReport.State;
import io.esgoperator.cli.gateway.GatewayCase;
import io.esgoperator.cli.gateway.GatewayCases;
import io.esgoperator.model.HostAddresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The connections that open and close from some manifests to others. */
record ManifestDiff(PolicyMoment before, PolicyMoment after, HostAddresses hosts) {
  DiffReport report() {
    Map<String, GatewayCase> old = gateways(before);
    Map<String, GatewayCase> now = gateways(after);
    TreeSet<String> names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    List<GatewayDiff> compared = new ArrayList<>();
    List<GatewayChanges> changes = new ArrayList<>();
    for (String name : names) {
      if (!now.containsKey(name)) {
        changes.add(new GatewayChanges(name, State.removed, List.of()));
      } else if (!old.containsKey(name)) {
        changes.add(new GatewayChanges(name, State.added, List.of()));
      } else {
        GatewayDiff diff = new GatewayDiff(old.get(name), now.get(name));
        compared.add(diff);
        List<GatewayLine> lines = diff.changes();
        if (!lines.isEmpty()) {
          changes.add(new GatewayChanges(name, State.changed, lines));
        }
      }
    }
    return new DiffReport(
        changes,
        ClusterDiff.of(before, after, compared).changes(),
        new IdlePolicies(before, after).all(),
        Stream.of(before, after).anyMatch(moment -> moment.evaluator().dependsOnEngine()));
  }

  private Map<String, GatewayCase> gateways(PolicyMoment moment) {
    return new GatewayCases(moment.manifests(), Optional.of(hosts))
        .all().stream()
            .collect(Collectors.toMap(gateway -> gateway.written().name(), gateway -> gateway));
  }
}
