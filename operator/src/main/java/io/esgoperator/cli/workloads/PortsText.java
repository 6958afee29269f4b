package io.esgoperator.cli.workloads;

import io.esgoperator.model.Grouped;
import io.esgoperator.netpol.PortSpan;
import io.esgoperator.netpol.world.PortRange;
import io.esgoperator.netpol.world.Protocol;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Ports as text: {@code TCP 25, 80 to 90; TCP/UDP 53}. */
public final class PortsText {
  private PortsText() {}

  public static String of(List<PortSpan> spans) {
    Grouped<List<PortRange>, Protocol> alike = new Grouped<>();
    spans.stream()
        .collect(
            Collectors.groupingBy(
                PortSpan::protocol,
                TreeMap::new,
                Collectors.mapping(PortSpan::ports, Collectors.toList())))
        .forEach((protocol, ports) -> alike.add(ports, protocol));
    return alike
        .map((ports, protocols) -> text(protocols, ports))
        .collect(Collectors.joining("; "));
  }

  private static String text(List<Protocol> protocols, List<PortRange> ports) {
    String every = ports.stream().map(PortRange::toString).collect(Collectors.joining(", "));
    return protocols.size() == Protocol.values().length && ports.equals(List.of(PortRange.EVERY))
        ? every
        : protocols.stream().map(Protocol::name).collect(Collectors.joining("/")) + " " + every;
  }
}
