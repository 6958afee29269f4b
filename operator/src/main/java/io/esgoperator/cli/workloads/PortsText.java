package io.esgoperator.cli.workloads;

import io.esgoperator.netpol.PortSpan;
import io.esgoperator.netpol.world.PortRange;
import io.esgoperator.netpol.world.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Ports as text: {@code TCP 25, 80 to 90; TCP/UDP 53}. */
public final class PortsText {
  private PortsText() {}

  public static String of(List<PortSpan> spans) {
    Map<Protocol, List<PortRange>> ranges = new TreeMap<>();
    spans.forEach(
        span ->
            ranges.computeIfAbsent(span.protocol(), first -> new ArrayList<>()).add(span.ports()));
    Map<List<PortRange>, List<Protocol>> alike = new LinkedHashMap<>();
    ranges.forEach(
        (protocol, ports) ->
            alike.computeIfAbsent(ports, first -> new ArrayList<>()).add(protocol));
    return alike.entrySet().stream()
        .map(one -> text(one.getValue(), one.getKey()))
        .collect(Collectors.joining("; "));
  }

  private static String text(List<Protocol> protocols, List<PortRange> ports) {
    String every = ports.stream().map(PortRange::toString).collect(Collectors.joining(", "));
    return protocols.size() == Protocol.values().length && ports.equals(List.of(PortRange.EVERY))
        ? every
        : protocols.stream().map(Protocol::name).collect(Collectors.joining("/")) + " " + every;
  }
}
