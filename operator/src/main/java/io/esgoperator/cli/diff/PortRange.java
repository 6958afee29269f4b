package io.esgoperator.cli.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.cli.gateway.GatewayCase;
import io.esgoperator.netpol.world.NamedPorts;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Consecutive ports, both ends included. */
record PortRange(int first, int last) {
  private static final int LAST = 65_535;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All ports, split at every number that a policy or container names. */
  static List<PortRange> all(Stream<GatewayCase> gateways) {
    SortedSet<Integer> starts = new TreeSet<>(List.of(1));
    gateways.forEach(
        gateway -> {
          gateway.world().policies().forEach(policy -> cut(JSON.valueToTree(policy), starts));
          gateway.world().workloads().stream()
              .flatMap(workload -> workload.ports().known().stream())
              .map(NamedPorts.NamedPort::number)
              .forEach(number -> cut(number, starts));
        });
    List<Integer> ordered = List.copyOf(starts);
    List<PortRange> ranges = new ArrayList<>();
    for (int index = 0; index < ordered.size(); index++) {
      ranges.add(
          new PortRange(
              ordered.get(index), index + 1 < ordered.size() ? ordered.get(index + 1) - 1 : LAST));
    }
    return ranges;
  }

  private static void cut(JsonNode node, SortedSet<Integer> starts) {
    if (node.isInt()) {
      cut(node.intValue(), starts);
    }
    node.forEach(part -> cut(part, starts));
  }

  private static void cut(int number, SortedSet<Integer> starts) {
    Stream.of(number, number + 1).filter(start -> start >= 1 && start <= LAST).forEach(starts::add);
  }

  @Override
  public String toString() {
    if (first == 1 && last == LAST) {
      return "every port";
    }
    return first == last ? String.valueOf(first) : first + " to " + last;
  }
}
