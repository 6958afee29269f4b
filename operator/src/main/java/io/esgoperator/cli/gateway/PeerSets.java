package io.esgoperator.cli.gateway;

import io.esgoperator.api.v1alpha1.Peer;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.Selectors;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The peers of a declared path, in one family. */
public record PeerSets(GatewayCase gateway, Family family) {
  public List<PeerSet> of(DeclaredPath declared) {
    if (declared.anywhere()) {
      return List.of(known("anywhere", Internet.of(family), except()));
    }
    List<PeerSet> sets = new ArrayList<>();
    BehindServices behind = new BehindServices(gateway, family, declared);
    if (!declared.hosts().isEmpty()) {
      sets.addAll(behind.translated(hosts(declared.hosts())));
    }
    declared.peers().stream()
        .filter(peer -> peer.cidr() != null)
        .map(this::network)
        .forEach(set -> sets.addAll(behind.translated(set)));
    declared.peers().stream()
        .filter(Peer::selectsPods)
        .map(this::pods)
        .forEach(set -> sets.addAll(behind.split(set)));
    return sets;
  }

  private List<Cidr> except() {
    return gateway.instance().getSpec().policy().exceptions();
  }

  private PeerSet known(String text, Stream<AddressRange> ranges, List<Cidr> except) {
    return new PeerSet(text, parts(ranges, except), true);
  }

  private List<PeerPart> parts(Stream<AddressRange> ranges, List<Cidr> except) {
    return ranges
        .flatMap(range -> range.without(except).stream())
        .flatMap(range -> range.split(gateway.cuts()).stream())
        .<PeerPart>map(PeerPart.Addresses::new)
        .toList();
  }

  private PeerSet hosts(List<String> hosts) {
    String text = String.join(", ", hosts);
    return gateway
        .resolved()
        .map(
            resolved ->
                known(
                    text,
                    hosts.stream()
                        .flatMap(host -> resolved.of(host).stream())
                        .map(Cidr::parse)
                        .filter(address -> address.family() == family)
                        .map(AddressRange::of),
                    except()))
        .orElseGet(() -> new PeerSet(text, parts(Internet.andSites(family), except()), false));
  }

  private PeerSet network(Peer peer) {
    Cidr network = Cidr.parse(peer.cidr());
    return known(
        peer.cidr()
            + (peer.except().isEmpty() ? "" : " except " + String.join(", ", peer.except())),
        network.family() == family ? Stream.of(AddressRange.of(network)) : Stream.empty(),
        peer.except().stream().map(Cidr::parse).toList());
  }

  private PeerSet pods(Peer peer) {
    return new PeerSet(
        text(peer),
        gateway.world().workloads().stream()
            .filter(workload -> isIn(peer, workload.namespace()))
            .filter(
                workload ->
                    peer.podSelector() == null
                        || Selectors.matches(peer.podSelector(), workload.labels().known()))
            .filter(workload -> workload.mayHave(family))
            .<PeerPart>map(PeerPart.Pods::new)
            .toList(),
        true);
  }

  private boolean isIn(Peer peer, String namespace) {
    if (peer.namespaceSelector() == null) {
      return namespace.equals(gateway.instance().getMetadata().getNamespace());
    }
    return Selectors.matches(peer.namespaceSelector(), gateway.world().labels(namespace).known());
  }

  private static String text(Peer peer) {
    return Stream.of(
            peer.podSelector() == null
                ? "pods"
                : "pods " + Selectors.satisfyingLabels(peer.podSelector()),
            peer.namespaceSelector() == null
                ? ""
                : "in namespaces " + Selectors.satisfyingLabels(peer.namespaceSelector()))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
