package io.esgoperator.cli.check;

import io.esgoperator.audit.AmbientReading;
import io.esgoperator.audit.PodPolicies;
import io.esgoperator.cli.gateway.BeforePolicies;
import io.esgoperator.cli.gateway.GatewayCase;
import io.esgoperator.cli.gateway.GatewayWorkloads;
import io.esgoperator.cli.gateway.PeerPart;
import io.esgoperator.cli.gateway.PeerSet;
import io.esgoperator.cli.gateway.PeerSets;
import io.esgoperator.cli.gateway.PeerText;
import io.esgoperator.cli.gateway.Rulings;
import io.esgoperator.cli.report.RulingText;
import io.esgoperator.cli.report.TableRow;
import io.esgoperator.gateway.AmbientMesh;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.model.Family;
import io.esgoperator.model.Grouped;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Labels;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The declared paths of one gateway, each evaluated in both families. */
record PathTable(GatewayCase gateway) {
  /** One row for each path; several where its peers or the gateway's pods differ. */
  List<TableRow> rows() {
    List<DeclaredPath> declared = DeclaredPaths.of(gateway.instance().getSpec());
    Map<Workload, List<TableRow>> byPod = new LinkedHashMap<>();
    for (Workload pod : gateway.pods()) {
      byPod.put(
          pod,
          Stream.concat(declared.stream().flatMap(path -> rows(path, pod)), ofMesh(pod)).toList());
    }
    return byPod.values().stream().distinct().count() == 1
        ? byPod.values().iterator().next()
        : byPod.entrySet().stream()
            .flatMap(pod -> pod.getValue().stream().map(row -> row.at(pod.getKey())))
            .toList();
  }

  /** What Istio's ambient mode needs and the policies close. */
  private Stream<TableRow> ofMesh(Workload pod) {
    Workload other = Workload.pod(pod.namespace(), "of the mesh", Labels.partly(Map.of()));
    return isInAmbientMesh(pod)
        ? new AmbientReading(new PodPolicies(gateway.evaluator(), pod))
            .closed(sendsToMesh())
            .map(
                path ->
                    new TableRow(
                        path,
                        List.of(Family.values()),
                        path.port(),
                        "pods of the mesh",
                        new Rulings(gateway)
                            .of(
                                pod,
                                other,
                                path.direction(),
                                Protocol.TCP,
                                path.port(),
                                Family.IPv4)))
        : Stream.empty();
  }

  private boolean sendsToMesh() {
    return DeclaredPaths.of(gateway.instance().getSpec()).stream()
        .filter(DeclaredPath::hasEnds)
        .flatMap(declared -> new PeerSets(gateway, Family.IPv4).of(declared).stream())
        .flatMap(set -> set.parts().stream())
        .anyMatch(part -> part.endpoint() instanceof Workload peer && isInAmbientMesh(peer));
  }

  private boolean isInAmbientMesh(Workload pod) {
    return !pod.hostNetwork()
        && AmbientMesh.has(pod.labels().known(), gateway.world().labels(pod.namespace()).known());
  }

  private Stream<TableRow> rows(DeclaredPath declared, Workload pod) {
    List<TableRow> rows = new ArrayList<>();
    for (int port : ports(declared, pod)) {
      for (Family family : Family.values()) {
        if (pod.mayHave(family)) {
          new PeerSets(gateway, family)
              .of(declared)
              .forEach(
                  set ->
                      rows(declared, set, set.port().orElse(port), family, pod).forEach(rows::add));
        }
      }
    }
    if (rows.isEmpty()) {
      rows.add(withoutPeers(declared));
    }
    return Grouped.by(rows, row -> row.in(List.of()))
        .map(
            same ->
                same.get(0)
                    .in(same.stream().flatMap(row -> row.families().stream()).distinct().toList()));
  }

  private TableRow withoutPeers(DeclaredPath declared) {
    return new TableRow(
        declared.path(),
        List.of(Family.values()),
        declared.path().port(),
        String.join(", ", declared.hosts()),
        new RulingText(Decision.Unclear, "no peer of the path is known", gateway.place()));
  }

  private List<Integer> ports(DeclaredPath declared, Workload pod) {
    return declared.isInbound()
        ? gateway.gateway().portsOf(declared.path(), GatewayWorkloads.pod(pod))
        : List.of(declared.path().port());
  }

  private Stream<TableRow> rows(
      DeclaredPath declared, PeerSet set, int port, Family family, Workload pod) {
    Grouped<RulingText, PeerPart> byRuling = new Grouped<>();
    for (PeerPart part : set.parts()) {
      RulingText ofPolicies =
          new Rulings(gateway)
              .of(
                  pod,
                  part.endpoint(),
                  declared.path().direction(),
                  Protocol.of(declared.path().transport()),
                  port,
                  family);
      byRuling.add(new BeforePolicies(gateway).on(ofPolicies, declared, part), part);
    }
    Stream<TableRow> rows =
        byRuling.map(
            (ruling, parts) ->
                new TableRow(
                    declared.path(),
                    List.of(family),
                    port,
                    set.isExact() ? PeerText.of(set, parts, byRuling.values()) : set.text(),
                    set.isExact() ? ruling : ofUnresolved(byRuling.keySet())));
    return set.isExact() ? rows : rows.limit(1);
  }

  /** One for names that may have any of the addresses on which there are these rulings. */
  private static RulingText ofUnresolved(Collection<RulingText> rulings) {
    if (rulings.stream().map(RulingText::decision).distinct().count() == 1) {
      return rulings.iterator().next();
    }
    RulingText closed =
        rulings.stream().filter(ruling -> !ruling.isAllowed()).findFirst().orElseThrow();
    return new RulingText(
        Decision.Unclear,
        "it depends on the addresses of these names, which --resolve looks up: at some, "
            + closed.because(),
        closed.place());
  }
}
