package io.esgoperator.cli.diff;

import io.esgoperator.cli.gateway.AddressRange;
import io.esgoperator.cli.gateway.FarEnd;
import io.esgoperator.cli.gateway.Networks;
import io.esgoperator.cli.gateway.Parts;
import io.esgoperator.cli.gateway.RulingText;
import io.esgoperator.cli.gateway.Scene;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.Connection;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares one gateway before and after. Policies name few ports and networks, and within the
 * intervals between these all connections get the same decision. So one connection of each interval
 * is evaluated.
 */
record SceneDiff(Scene before, Scene after) {
  /** The changed decision on some connections. */
  private record Change(Decision from, Decision to, String because) {
    String text() {
      if (from == Decision.Denied && to == Decision.Allowed) {
        return "opens";
      }
      return from == Decision.Allowed && to == Decision.Denied
          ? "closes"
          : (from + " to " + to).toLowerCase(Locale.ROOT);
    }
  }

  private record Column(Direction direction, String ports, String peers, Change change) {}

  /** One line of cells for each change. */
  List<List<String>> changes() {
    Map<Column, List<Protocol>> columns = new LinkedHashMap<>();
    for (Direction direction : Direction.values()) {
      for (Protocol protocol : Protocol.values()) {
        columns(direction, protocol)
            .forEach(
                column -> columns.computeIfAbsent(column, one -> new ArrayList<>()).add(protocol));
      }
    }
    return columns.entrySet().stream().map(SceneDiff::cells).toList();
  }

  private static List<String> cells(Map.Entry<Column, List<Protocol>> entry) {
    Column column = entry.getKey();
    String protocols =
        entry.getValue().stream().map(Protocol::name).collect(Collectors.joining("/"));
    return List.of(
        column.change().text(),
        column.direction().name(),
        protocols + " " + column.ports(),
        column.peers(),
        column.change().because());
  }

  private List<Column> columns(Direction direction, Protocol protocol) {
    Map<Stretch, List<FarEnd>> stretches = new LinkedHashMap<>();
    for (FarEnd end : ends()) {
      stretches(direction, protocol, end)
          .forEach(
              stretch -> stretches.computeIfAbsent(stretch, one -> new ArrayList<>()).add(end));
    }
    return stretches.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> entry.getKey().ports().first()))
        .map(
            entry ->
                new Column(
                    direction,
                    entry.getKey().ports().toString(),
                    Parts.of(entry.getValue()),
                    entry.getKey().change()))
        .toList();
  }

  /** Adjacent ports with the same change. */
  private record Stretch(PortRange ports, Change change) {}

  private List<Stretch> stretches(Direction direction, Protocol protocol, FarEnd end) {
    List<Stretch> stretches = new ArrayList<>();
    for (PortRange ports : PortRange.all(Stream.of(before, after))) {
      RulingText old = ask(before, direction, protocol, ports.first(), end);
      RulingText now = ask(after, direction, protocol, ports.first(), end);
      if (old.decision() != now.decision()) {
        add(
            stretches,
            new Stretch(ports, new Change(old.decision(), now.decision(), now.because())));
      }
    }
    return stretches;
  }

  private static void add(List<Stretch> stretches, Stretch next) {
    Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
    if (last != null
        && last.ports().last() + 1 == next.ports().first()
        && last.change().equals(next.change())) {
      stretches.set(
          stretches.size() - 1,
          new Stretch(new PortRange(last.ports().first(), next.ports().last()), next.change()));
    } else {
      stretches.add(next);
    }
  }

  /** Every address, and all other pods before and after. */
  private List<FarEnd> ends() {
    List<FarEnd> ends = new ArrayList<>();
    var cuts =
        Stream.of(before, after)
            .flatMap(
                scene ->
                    Stream.concat(
                        scene.cuts().stream(), scene.generated().stream().flatMap(Networks::of)))
            .collect(Collectors.toSet());
    for (Family family : Family.values()) {
      AddressRange.everything(family)
          .split(cuts)
          .forEach(range -> ends.add(new FarEnd.Addresses(range)));
    }
    List<String> old = before.world().workloads().stream().map(Workload::toString).toList();
    after.world().workloads().stream()
        .filter(workload -> !after.seats().contains(workload))
        .filter(workload -> old.contains(workload.toString()))
        .forEach(workload -> ends.add(new FarEnd.Pods(workload)));
    return ends;
  }

  private static RulingText ask(
      Scene scene, Direction direction, Protocol protocol, int port, FarEnd end) {
    Workload seat = scene.seats().get(0);
    Endpoint there = in(scene, end);
    boolean inbound = direction == Direction.Inbound;
    Family family =
        end instanceof FarEnd.Addresses addresses ? addresses.range().family() : Family.IPv4;
    return RulingText.of(
        scene
            .evaluator()
            .rule(
                new Connection(
                    inbound ? there : seat, inbound ? seat : there, protocol, port, family)),
        direction,
        scene);
  }

  private static Endpoint in(Scene scene, FarEnd end) {
    return end instanceof FarEnd.Pods pods
        ? scene.world().workloads().stream()
            .filter(workload -> workload.toString().equals(pods.workload().toString()))
            .findFirst()
            .orElseThrow()
        : end.endpoint();
  }
}
