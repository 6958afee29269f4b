package io.esgoperator.cli.gateway;

import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.PeerService;
import io.esgoperator.model.Family;
import io.esgoperator.model.Grouped;
import io.esgoperator.netpol.world.Labels;
import io.esgoperator.netpol.world.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The peers of an outbound path as policies see them: nodes put a pod's address and port in the
 * place of a Service's before a policy sees the packet.
 */
record BehindServices(GatewayCase gateway, Family family, DeclaredPath declared) {
  /** Where a pod takes the path, and through which Services. */
  private record Way(int port, String services) {}

  /** Addresses, with the pods behind those that are a Service's. */
  List<PeerSet> translated(PeerSet addresses) {
    List<PeerSet> sets = new ArrayList<>();
    List<PeerPart> left = new ArrayList<>(addresses.parts());
    services()
        .forEach(
            service -> {
              List<PeerPart> its =
                  addresses.parts().stream().filter(part -> isAt(service, part)).toList();
              List<PeerPart> pods = its.isEmpty() ? List.of() : pods(service);
              if (addresses.isExact() && !pods.isEmpty()) {
                left.removeAll(its);
                sets.addAll(split(new PeerSet(PeerText.of(its), pods, true)));
              }
            });
    if (sets.isEmpty() || !left.isEmpty()) {
      sets.add(
          0,
          new PeerSet(
              sets.isEmpty() ? addresses.text() : PeerText.of(left), left, addresses.isExact()));
    }
    return sets;
  }

  private static boolean isAt(PeerService service, PeerPart part) {
    return part instanceof PeerPart.Addresses addresses
        && addresses.range().isSingle()
        && service.isAt(addresses.range().address());
  }

  /**
   * The pods among the objects; else one with the labels that the Service selects, if the Service
   * has the number of its port.
   */
  private List<PeerPart> pods(PeerService service) {
    List<PeerPart> found =
        gateway.world().workloads().stream()
            .filter(
                workload -> service.portsOf(GatewayWorkloads.pod(workload)).findAny().isPresent())
            .filter(workload -> workload.mayHave(family))
            .<PeerPart>map(PeerPart.Pods::new)
            .toList();
    return found.isEmpty() && !service.isNamed()
        ? List.of(
            new PeerPart.Pods(
                Workload.pod(
                    service.namespace(), service.name(), Labels.partly(service.selector()))))
        : found;
  }

  /** Pods by the port at which they take the path. */
  List<PeerSet> split(PeerSet pods) {
    Grouped<Way, PeerPart> byWay = new Grouped<>();
    pods.parts().forEach(part -> ways(part).forEach(way -> byWay.add(way, part)));
    return byWay.isEmpty()
        ? List.of(pods)
        : byWay
            .map(
                (way, parts) ->
                    new PeerSet(
                        pods.text() + way.services(), parts, true, OptionalInt.of(way.port())))
            .toList();
  }

  private Stream<Way> ways(PeerPart part) {
    var pod = GatewayWorkloads.pod(((PeerPart.Pods) part).workload());
    String through =
        services()
            .filter(service -> service.portsOf(pod).findAny().isPresent())
            .map(PeerService::toString)
            .distinct()
            .collect(Collectors.joining(", "));
    return gateway.gateway().portsOfPeer(declared.path(), pod).stream()
        .map(
            port ->
                new Way(
                    port,
                    port == declared.path().port() || through.isEmpty()
                        ? ""
                        : " behind port %d of %s".formatted(declared.path().port(), through)));
  }

  private Stream<PeerService> services() {
    return gateway.gateway().peersOf(declared.path());
  }
}
