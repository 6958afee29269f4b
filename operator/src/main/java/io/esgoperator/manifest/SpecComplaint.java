package io.esgoperator.manifest;

import io.esgoperator.api.v1alpha1.AdditionalPath;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.api.v1alpha1.Services;
import io.esgoperator.catalog.Direction;
import io.esgoperator.policy.DeclaredPath;
import io.esgoperator.policy.DeclaredPaths;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Something in a spec that the API server refuses by the resource's rules, and no reader could make
 * sense of.
 *
 * @param path where it is, from the object's root
 * @param sentence without its subject
 */
record SpecComplaint(List<Object> path, String sentence) {
  static SpecComplaint of(String sentence, Object... path) {
    List<Object> whole = new ArrayList<>(List.of("spec"));
    whole.addAll(List.of(path));
    return new SpecComplaint(whole, sentence);
  }

  /** The first of all. */
  static Optional<SpecComplaint> first(EsgInstanceSpec spec) {
    return Stream.of(
            SelectorComplaints.of(spec.podSelector(), "podSelector"),
            networks(spec.policy().except(), "policy", "except"),
            additional(spec),
            services(spec.services()),
            hosts(spec.dcc().hosts(), "dcc", "hosts"))
        .flatMap(complaints -> complaints)
        .findFirst();
  }

  private static Stream<SpecComplaint> services(Services services) {
    return Stream.of(
            source(services.webInterface(), "webInterface"),
            source(services.certificateRenewal(), "certificateRenewal"),
            source(services.smtps(), "smtps"),
            source(services.submission(), "submission"),
            services.ldap() == null
                ? Stream.<SpecComplaint>empty()
                : PeerComplaints.of(services.ldap().servers(), "services", "ldap", "servers"),
            services.ldaps() == null
                ? Stream.<SpecComplaint>empty()
                : PeerComplaints.of(services.ldaps().servers(), "services", "ldaps", "servers"),
            services.openpgp() == null
                ? Stream.<SpecComplaint>empty()
                : PeerComplaints.of(
                    services.openpgp().keyservers(), "services", "openpgp", "keyservers"))
        .flatMap(complaints -> complaints);
  }

  private static Stream<SpecComplaint> source(Services.InboundService service, String name) {
    if (service == null || service.from() == null) {
      return Stream.empty();
    }
    return service.from().isEmpty()
        ? Stream.of(
            of("is an empty list: leave it out to allow anywhere.", "services", name, "from"))
        : networks(service.from(), "services", name, "from");
  }

  private static Stream<SpecComplaint> networks(List<String> networks, Object... path) {
    return IntStream.range(0, networks.size())
        .filter(index -> !PeerComplaints.isNetwork(networks.get(index)))
        .mapToObj(
            index ->
                of(
                    "is no network: write it like 203.0.113.0/24 or 2001:db8::/32.",
                    PeerComplaints.with(path, index)));
  }

  private static Stream<SpecComplaint> hosts(List<String> hosts, Object... path) {
    return hosts.isEmpty()
        ? Stream.of(of("is empty: name at least one server.", path))
        : IntStream.range(0, hosts.size())
            .filter(index -> !PeerComplaints.isHostName(hosts.get(index)))
            .mapToObj(
                index ->
                    of(
                        "is no full host name: write one like dcc1.esvacloud.com.",
                        PeerComplaints.with(path, index)));
  }

  private static Stream<SpecComplaint> additional(EsgInstanceSpec spec) {
    List<AdditionalPath> paths = spec.additionalPaths();
    List<SpecComplaint> complaints = new ArrayList<>();
    for (int index = 0; index < paths.size(); index++) {
      Object[] path = {"additionalPaths", index};
      complaints.addAll(additional(paths.get(index), path).toList());
    }
    if (!complaints.isEmpty()) {
      return complaints.stream();
    }
    Set<String> names = new HashSet<>();
    return DeclaredPaths.of(spec).stream()
        .map(DeclaredPath::name)
        .filter(name -> !names.add(name))
        .map(
            name ->
                of(
                    "has two paths of the name %s: give each a name of its own.".formatted(name),
                    "additionalPaths"));
  }

  private static Stream<SpecComplaint> additional(AdditionalPath written, Object... path) {
    if (written.name() == null
        || written.direction() == null
        || written.protocol() == null
        || written.port() == null
        || written.port() < 1
        || written.port() > 65_535) {
      return Stream.of(
          of("has no name, direction, protocol or port (1 to 65535): write all of them.", path));
    }
    if (written.anywhere() != written.peers().isEmpty()) {
      return Stream.of(
          of("says not who is at the other end: write anywhere: true, or peers.", path));
    }
    boolean unknowable =
        written.direction() == Direction.Inbound
            && written.peers().stream().anyMatch(peer -> peer.host() != null);
    if (unknowable) {
      return Stream.of(
          of("takes no host as a source: write the source as cidr or as podSelector.", path));
    }
    return written.anywhere()
        ? Stream.empty()
        : PeerComplaints.of(written.peers(), PeerComplaints.with(path, "peers"));
  }
}
