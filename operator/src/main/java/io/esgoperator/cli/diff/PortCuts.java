package io.esgoperator.cli.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.cli.gateway.GatewayCase;
import io.esgoperator.netpol.world.NamedPorts;
import io.esgoperator.netpol.world.PortRange;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where decisions may change from one port to the next. */
final class PortCuts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PortCuts() {}

  /** All ports, split at every number that a policy or container names. */
  static List<PortRange> ranges(Stream<GatewayCase> gateways) {
    Set<Integer> starts = new HashSet<>();
    gateways.forEach(
        gateway -> {
          gateway.world().policies().forEach(policy -> cut(JSON.valueToTree(policy), starts));
          gateway.world().workloads().stream()
              .flatMap(workload -> workload.ports().known().stream())
              .map(NamedPorts.NamedPort::number)
              .forEach(number -> cut(number, starts));
        });
    return PortRange.startingAt(starts);
  }

  private static void cut(JsonNode node, Set<Integer> starts) {
    if (node.isInt()) {
      cut(node.intValue(), starts);
    }
    node.forEach(part -> cut(part, starts));
  }

  private static void cut(int number, Set<Integer> starts) {
    starts.addAll(List.of(number, number + 1));
  }
}
