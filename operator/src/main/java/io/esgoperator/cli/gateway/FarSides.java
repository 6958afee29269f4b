package io.esgoperator.cli.gateway;

import io.esgoperator.api.v1alpha1.Peer;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.Selectors;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The peers of a declared path, in one family. */
public record FarSides(Scene scene, Family family) {
  public List<FarSide> of(DeclaredPath declared) {
    if (declared.anywhere()) {
      return List.of(known("anywhere", Internet.of(family), except()));
    }
    List<FarSide> sides = new ArrayList<>();
    if (!declared.hosts().isEmpty()) {
      sides.add(hosts(declared.hosts()));
    }
    List<Peer> networks = declared.peers().stream().filter(peer -> peer.cidr() != null).toList();
    networks.forEach(peer -> sides.add(network(peer)));
    declared.peers().stream()
        .filter(peer -> peer.podSelector() != null || peer.namespaceSelector() != null)
        .map(this::pods)
        .forEach(sides::add);
    return sides;
  }

  private List<Cidr> except() {
    return scene.instance().getSpec().policy().except().stream().map(Cidr::parse).toList();
  }

  private FarSide known(String text, Stream<AddressRange> ranges, List<Cidr> except) {
    return new FarSide(text, ends(ranges, except), true);
  }

  private List<FarEnd> ends(Stream<AddressRange> ranges, List<Cidr> except) {
    return ranges
        .flatMap(range -> range.without(except).stream())
        .flatMap(range -> range.split(scene.cuts()).stream())
        .<FarEnd>map(FarEnd.Addresses::new)
        .toList();
  }

  private FarSide hosts(List<String> hosts) {
    String text = String.join(", ", hosts);
    return scene
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
        .orElseGet(() -> new FarSide(text, ends(Internet.andSites(family), except()), false));
  }

  private FarSide network(Peer peer) {
    Cidr network = Cidr.parse(peer.cidr());
    return known(
        peer.cidr()
            + (peer.except().isEmpty() ? "" : " except " + String.join(", ", peer.except())),
        network.family() == family ? Stream.of(AddressRange.of(network)) : Stream.empty(),
        peer.except().stream().map(Cidr::parse).toList());
  }

  private FarSide pods(Peer peer) {
    return new FarSide(
        text(peer),
        scene.world().workloads().stream()
            .filter(workload -> isIn(peer, workload.namespace()))
            .filter(
                workload ->
                    peer.podSelector() == null
                        || Selectors.matches(peer.podSelector(), workload.labels().known()))
            .filter(this::speaks)
            .<FarEnd>map(FarEnd.Pods::new)
            .toList(),
        true);
  }

  private boolean isIn(Peer peer, String namespace) {
    if (peer.namespaceSelector() == null) {
      return namespace.equals(scene.instance().getMetadata().getNamespace());
    }
    Map<String, String> labels =
        new HashMap<>(scene.world().namespaces().getOrDefault(namespace, Map.of()));
    labels.put("kubernetes.io/metadata.name", namespace);
    return Selectors.matches(peer.namespaceSelector(), labels);
  }

  /** Whether a workload has an address of the family, or no known address. */
  public boolean speaks(Workload workload) {
    return workload.addresses().isEmpty()
        || workload.addresses().stream().anyMatch(address -> Family.of(address) == family);
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
