package io.esgoperator.cli.diff;

import io.esgoperator.cli.diff.DiffReport.GatewayLine;
import io.esgoperator.cli.gateway.GatewayCase;
import io.esgoperator.cli.gateway.PeerPart;
import io.esgoperator.cli.gateway.Rulings;
import io.esgoperator.cli.report.RulingText;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.model.Grouped;
import io.esgoperator.netpol.world.AddressRange;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.PortRange;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares one gateway before and after. Policies name few ports and networks, and within the
 * intervals between these all connections get the same decision. So one connection of each interval
 * is evaluated.
 */
record GatewayDiff(
    GatewayCase before, GatewayCase after, List<PortRange> ports, List<PeerPart> peers) {
  GatewayDiff(GatewayCase before, GatewayCase after) {
    this(before, after, ports(before, after), peers(before, after));
  }

  /** Adjacent ports with the same change. */
  private record Stretch(PortRange ports, DecisionChange decision, RulingText ruling) {
    boolean isBefore(Stretch next) {
      return ports.touches(next.ports)
          && decision.equals(next.decision)
          && ruling.equals(next.ruling);
    }
  }

  /** The same stretch of some peers, perhaps in several protocols. */
  private record Line(Direction direction, Stretch stretch, List<PeerPart> peers) {
    GatewayLine of(List<Protocol> protocols) {
      return new GatewayLine(
          stretch.decision(), direction, protocols, stretch.ports(), peers, stretch.ruling());
    }
  }

  /** One line for each change. */
  List<GatewayLine> changes() {
    Grouped<Line, Protocol> protocols = new Grouped<>();
    for (Direction direction : Direction.values()) {
      for (Protocol protocol : Protocol.values()) {
        lines(direction, protocol).forEach(line -> protocols.add(line, protocol));
      }
    }
    return protocols.map(Line::of).toList();
  }

  private Stream<Line> lines(Direction direction, Protocol protocol) {
    Grouped<Stretch, PeerPart> alike = new Grouped<>();
    for (PeerPart peer : peers) {
      stretches(direction, protocol, peer).forEach(stretch -> alike.add(stretch, peer));
    }
    return alike
        .map((stretch, some) -> new Line(direction, stretch, some))
        .sorted(Comparator.comparingInt(line -> line.stretch().ports().first()));
  }

  private List<Stretch> stretches(Direction direction, Protocol protocol, PeerPart peer) {
    List<Stretch> stretches = new ArrayList<>();
    for (PortRange range : ports) {
      RulingText old = ask(before, direction, protocol, range.first(), peer);
      RulingText now = ask(after, direction, protocol, range.first(), peer);
      if (old.decision() != now.decision()) {
        add(stretches, new Stretch(range, new DecisionChange(old.decision(), now.decision()), now));
      }
    }
    return stretches;
  }

  private static void add(List<Stretch> stretches, Stretch next) {
    Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
    if (last != null && last.isBefore(next)) {
      stretches.set(
          stretches.size() - 1,
          new Stretch(last.ports().through(next.ports()), next.decision(), next.ruling()));
    } else {
      stretches.add(next);
    }
  }

  /** All ports, split at every number that a rule or a container names. */
  private static List<PortRange> ports(GatewayCase before, GatewayCase after) {
    return PortRange.startingAt(
        Stream.of(before, after)
            .flatMap(
                gateway ->
                    Stream.concat(
                        gateway.evaluator().bounds().stream(),
                        gateway.world().workloads().stream()
                            .flatMap(workload -> workload.ports().known().stream())
                            .flatMap(port -> Stream.of(port.number(), port.number() + 1))))
            .collect(Collectors.toSet()));
  }

  /** Every address, and the other pods that exist before and after. */
  private static List<PeerPart> peers(GatewayCase before, GatewayCase after) {
    Set<Cidr> cuts =
        Stream.of(before, after)
            .flatMap(
                gateway ->
                    gateway.pods().stream()
                        .flatMap(pod -> gateway.evaluator().networks(pod).stream()))
            .collect(Collectors.toSet());
    return Stream.concat(
            Stream.of(Family.values())
                .flatMap(family -> AddressRange.everything(family).split(cuts).stream())
                .<PeerPart>map(PeerPart.Addresses::new),
            after.world().workloads().stream()
                .filter(pod -> !after.pods().contains(pod))
                .filter(pod -> same(pod, before).isPresent())
                .<PeerPart>map(PeerPart.Pods::new))
        .toList();
  }

  private static Optional<Workload> same(Workload pod, GatewayCase gateway) {
    return gateway.world().workloads().stream()
        .filter(other -> other.toString().equals(pod.toString()))
        .findFirst();
  }

  private static RulingText ask(
      GatewayCase gateway, Direction direction, Protocol protocol, int port, PeerPart peer) {
    Endpoint there =
        peer instanceof PeerPart.Pods pods
            ? same(pods.workload(), gateway).orElseThrow()
            : peer.endpoint();
    Family family =
        peer instanceof PeerPart.Addresses addresses ? addresses.range().family() : Family.IPv4;
    return new Rulings(gateway).of(gateway.pods().get(0), there, direction, protocol, port, family);
  }
}
