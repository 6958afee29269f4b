package io.esgoperator.probe.plan;

import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.model.AddressText;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.model.Trait;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbePlan;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How each path of an instance is searched for tampering. */
final class Inspections {
  /**
   * Addresses in networks for documentation (RFC 5737, RFC 3849), which no host uses and no router
   * forwards.
   */
  private static final List<Cidr> DEAD =
      List.of(Cidr.parse("192.0.2.1/24"), Cidr.parse("2001:db8:dead::1/48"));

  private Inspections() {}

  /**
   * Inbound paths are not searched: the probe runs in the cluster, with nothing between it and the
   * gateway.
   *
   * @param asked whether a peer may be asked in addition to the path's peers
   */
  static Inspection of(
      EsgInstanceSpec spec,
      DeclaredPath declared,
      HostAddresses hosts,
      List<ProbePlan.Peer> peers,
      Predicate<ProbePlan.Peer> asked) {
    if (declared.isInbound()) {
      return Inspection.off();
    }
    int port = declared.path().port();
    Inspection.Reflector reflector =
        reflector(spec, declared)
            .map(
                named ->
                    new Inspection.Reflector(
                        named.name(),
                        ProbePlan.Peer.named(named.server(), port, hosts).filter(asked).toList()))
            .orElse(Inspection.Reflector.NONE);
    if (!spec.probe().inspection()) {
      return Inspection.off().asking(reflector);
    }
    return new Inspection(
        true,
        traits(spec, declared),
        declared.anywhere() && peers.stream().noneMatch(Inspections::isDocumented)
            ? DEAD.stream()
                .map(dead -> AddressText.of(dead.address()))
                .map(address -> new ProbePlan.Peer(address, address, port))
                .filter(asked)
                .toList()
            : List.of(),
        burst(spec, declared)
            .flatMap(name -> ProbePlan.Peer.named(name, port, hosts))
            .filter(asked)
            .toList(),
        reflector);
  }

  /** All traits are known only of the built-in targets, which are asked on paths to anywhere. */
  private static List<Trait> traits(EsgInstanceSpec spec, DeclaredPath declared) {
    if (spec.probe().targets().containsKey(declared.name())) {
      return spec.probe().expect();
    }
    return declared.anywhere() ? List.of(Trait.values()) : List.of();
  }

  /** The names of additional hosts to ask, besides the path's peers. */
  static Stream<String> others(EsgInstanceSpec spec, DeclaredPath declared) {
    return Stream.concat(
        burst(spec, declared), reflector(spec, declared).map(Reflector::server).stream());
  }

  /** The DNS server, if any, whose owner has agreed to many questions at once. */
  private static Stream<String> burst(EsgInstanceSpec spec, DeclaredPath declared) {
    return Stream.ofNullable(spec.probe().dnsBurst())
        .filter(server -> declared.path().equals(Catalogue.DNS_UDP));
  }

  /**
   * Over DNS it is asked over both transports; reported with UDP, which is redirected more often.
   */
  private static Optional<Reflector> reflector(EsgInstanceSpec spec, DeclaredPath declared) {
    return declared.path().equals(Catalogue.DNS_UDP)
        ? Optional.ofNullable(spec.probe().dnsReflector())
            .filter(dns -> spec.probe().inspection())
            .map(dns -> new Reflector(dns.server(), dns.name()))
        : Optional.ofNullable(spec.egress().reflector())
            .filter(page -> page.startsWith(declared.name() + "://"))
            .map(page -> page.split("/", 4))
            .map(parts -> new Reflector(parts[2], "/" + (parts.length > 3 ? parts[3] : "")));
  }

  /** A server that the spec names, and the record or page to ask it for. */
  private record Reflector(String server, String name) {}

  /** Excludes networks for documentation where a user's own hosts are in them. */
  private static boolean isDocumented(ProbePlan.Peer peer) {
    return DEAD.stream().anyMatch(network -> network.contains(Cidr.literal(peer.address())));
  }
}
