package io.esgoperator.cli.diff;

import io.esgoperator.cli.gateway.GatewayCase;
import io.esgoperator.cli.gateway.GatewayCases;
import io.esgoperator.cli.report.TextTable;
import io.esgoperator.model.HostAddresses;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The connections that open and close from some manifests to others.
 *
 * @param naming replaces placeholder addresses by their names
 */
record ManifestDiff(
    PolicyMoment before, PolicyMoment after, HostAddresses hosts, UnaryOperator<String> naming) {
  /** Lines of text, those of gateways first; empty where nothing changes. */
  List<String> lines() {
    Map<String, GatewayCase> old = gateways(before);
    Map<String, GatewayCase> now = gateways(after);
    Map<String, GatewayDiff> compared = new TreeMap<>();
    old.forEach(
        (name, gateway) -> {
          if (now.containsKey(name)) {
            compared.put(name, new GatewayDiff(gateway, now.get(name)));
          }
        });
    TreeSet<String> names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    return Stream.concat(
            names.stream()
                .flatMap(
                    name -> {
                      if (!now.containsKey(name)) {
                        return Stream.of(name + " is gone.");
                      }
                      return old.containsKey(name)
                          ? lines(name, compared.get(name))
                          : Stream.of(name + " is new.");
                    }),
            workloads(List.copyOf(compared.values())))
        .toList();
  }

  private Stream<String> workloads(List<GatewayDiff> gateways) {
    List<String> changes = ClusterDiff.of(before, after, gateways).lines();
    return changes.isEmpty()
        ? Stream.empty()
        : Stream.concat(
            Stream.of("Workloads"), changes.stream().map(line -> "  " + naming.apply(line)));
  }

  private Stream<String> lines(String name, GatewayDiff diff) {
    List<List<String>> changes =
        diff.changes().stream().map(cells -> cells.stream().map(naming).toList()).toList();
    return changes.isEmpty()
        ? Stream.empty()
        : Stream.concat(
            Stream.of(name), new TextTable(changes).lines().stream().map(line -> "  " + line));
  }

  private Map<String, GatewayCase> gateways(PolicyMoment moment) {
    return new GatewayCases(moment.manifests(), Optional.of(hosts))
        .all().stream()
            .collect(
                Collectors.toMap(
                    gateway -> gateway.written().name(),
                    gateway -> gateway,
                    (first, second) -> first,
                    TreeMap::new));
  }
}
