package io.esgoperator.cli.check;

import io.esgoperator.cli.gateway.FarEnd;
import io.esgoperator.cli.gateway.FarSide;
import io.esgoperator.cli.gateway.FarSides;
import io.esgoperator.cli.gateway.Parts;
import io.esgoperator.cli.gateway.RulingText;
import io.esgoperator.cli.gateway.Scene;
import io.esgoperator.cli.gateway.Seats;
import io.esgoperator.cli.report.Row;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.Connection;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The declared paths of one gateway, each evaluated in both families. */
record PathTable(Scene scene) {
  /** One row for each path; several where its peers get different decisions. */
  List<Row> rows() {
    List<List<Row>> bySeat = scene.seats().stream().map(this::rows).toList();
    return bySeat.stream().distinct().count() == 1
        ? bySeat.get(0)
        : Stream.iterate(0, index -> index < bySeat.size(), index -> index + 1)
            .flatMap(
                index -> bySeat.get(index).stream().map(row -> at(scene.seats().get(index), row)))
            .toList();
  }

  private static Row at(Workload seat, Row row) {
    return new Row(
        row.path(),
        row.families(),
        row.port(),
        row.peers(),
        row.decision(),
        row.because() + " (at " + seat + ")",
        row.place());
  }

  private List<Row> rows(Workload seat) {
    return DeclaredPaths.of(scene.instance().getSpec()).stream()
        .flatMap(declared -> rows(declared, seat))
        .toList();
  }

  private Stream<Row> rows(DeclaredPath declared, Workload seat) {
    List<Row> rows = new ArrayList<>();
    for (int port : ports(declared, seat)) {
      for (Family family : Family.values()) {
        if (new FarSides(scene, family).speaks(seat)) {
          new FarSides(scene, family)
              .of(declared)
              .forEach(side -> rows(declared, side, port, family, seat).forEach(rows::add));
        }
      }
    }
    if (rows.isEmpty()) {
      rows.add(nobody(declared));
    }
    return Merging.families(rows).stream();
  }

  /** Without a known peer there is no decision. */
  private Row nobody(DeclaredPath declared) {
    return new Row(
        declared.path(),
        List.of(Family.values()),
        declared.path().port(),
        String.join(", ", declared.hosts()),
        Decision.Unclear,
        "no peer of the path is known",
        scene.place());
  }

  private List<Integer> ports(DeclaredPath declared, Workload seat) {
    return declared.isInbound()
        ? scene.gateway().portsOf(declared.path(), Seats.pod(seat))
        : List.of(declared.path().port());
  }

  private Stream<Row> rows(
      DeclaredPath declared, FarSide side, int port, Family family, Workload seat) {
    Map<RulingText, List<FarEnd>> groups = new LinkedHashMap<>();
    for (FarEnd end : side.ends()) {
      groups
          .computeIfAbsent(
              ask(declared, end.endpoint(), port, family, seat), finding -> new ArrayList<>())
          .add(end);
    }
    if (!side.sure()) {
      return groups.isEmpty()
          ? Stream.empty()
          : Stream.of(unsure(declared, side, port, family, groups));
    }
    return groups.entrySet().stream()
        .map(
            group ->
                row(
                    declared,
                    port,
                    family,
                    Parts.text(side, group.getValue(), groups.values()),
                    group.getKey()));
  }

  private Row unsure(
      DeclaredPath declared,
      FarSide side,
      int port,
      Family family,
      Map<RulingText, List<FarEnd>> groups) {
    RulingText first = groups.keySet().iterator().next();
    boolean alike = groups.keySet().stream().map(RulingText::decision).distinct().count() == 1;
    return row(
        declared,
        port,
        family,
        side.text(),
        alike
            ? first
            : new RulingText(
                Decision.Unclear,
                "it depends on the addresses of these names, which --resolve looks up: at some, %s"
                    .formatted(closed(groups.keySet()).because()),
                closed(groups.keySet()).place()));
  }

  private static RulingText closed(Collection<RulingText> findings) {
    return findings.stream()
        .filter(finding -> finding.decision() != Decision.Allowed)
        .findFirst()
        .orElseThrow();
  }

  private static Row row(
      DeclaredPath declared, int port, Family family, String peers, RulingText finding) {
    return new Row(
        declared.path(),
        List.of(family),
        port,
        peers,
        finding.decision(),
        finding.because(),
        finding.place());
  }

  private RulingText ask(
      DeclaredPath declared, Endpoint end, int port, Family family, Workload seat) {
    boolean inbound = declared.isInbound();
    return RulingText.of(
        scene
            .evaluator()
            .rule(
                new Connection(
                    inbound ? end : seat,
                    inbound ? seat : end,
                    Protocol.of(declared.path().transport()),
                    port,
                    family)),
        inbound ? Direction.Inbound : Direction.Outbound,
        scene);
  }
}
