package io.esgoperator.audit;

import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.gateway.TakenPort;
import io.esgoperator.model.AddressText;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.model.Path;
import io.esgoperator.netpol.Bindings;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.Protocol;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The traffic that would end if the operator wrote the instance's policy. It compares the decisions
 * of today's policies with those of today's policies plus this one.
 *
 * @param asked the servers that the gateway is known to ask
 */
public record EnforceWouldClose(
    EsgInstanceSpec spec, HostAddresses hosts, Gateway gateway, List<Asked> asked) {
  private static final String NOTHING =
      "Nothing that the gateway is known to use would be closed%s.";

  /** In the networks for documentation, so that no policy names them (RFC 5737, RFC 3849). */
  private static final List<Endpoint> OUTSIDERS =
      Stream.of("192.0.2.1", "2001:db8::1")
          .map(address -> (Endpoint) new Endpoint.Outside(Cidr.literal(address)))
          .toList();

  /**
   * A server that the gateway asks.
   *
   * @param path name of a declared outbound path
   * @param host its name for the user
   */
  public record Asked(String path, String host, InetAddress address, int port) {
    @Override
    public String toString() {
      String literal = AddressText.of(address);
      return host.equals(literal) ? literal : host + " (" + literal + ")";
    }
  }

  /** One sentence for each effect of the policy that the operator would write, or for none. */
  public List<String> of(PodPolicies today, NetworkPolicy own) {
    PodPolicies enforced = today.with(own);
    List<String> closed =
        Stream.of(ports(today, enforced), unresolved(today), peers(today, enforced))
            .flatMap(sentences -> sentences)
            .toList();
    return Stream.of(
            Stream.of(Direction.values()).flatMap(direction -> binding(today, direction)),
            closed.isEmpty() ? Stream.of(NOTHING.formatted(doubt())) : closed.stream())
        .flatMap(sentences -> sentences)
        .toList();
  }

  /**
   * Policies add up: if one policy isolates a direction already, another one closes nothing more.
   */
  private static Stream<String> binding(PodPolicies today, Direction direction) {
    Bindings bindings = today.onGateway(direction);
    String allowing =
        bindings.allowing().stream().map(PolicyRef::title).collect(Collectors.joining(", "));
    return bindings.isOpenByDefault()
        ? Stream.of(
            "%s: no NetworkPolicy binds the gateway; Enforce would close all but the declared paths%s."
                .formatted(
                    direction == Direction.Outbound ? "Egress" : "Ingress",
                    allowing.isEmpty() ? "" : " and what administrators allow in " + allowing))
        : Stream.empty();
  }

  private String doubt() {
    return gateway.pods().isEmpty()
        ? ", but it has no pod yet that would show the ports of its containers"
        : "";
  }

  private Stream<String> ports(PodPolicies today, PodPolicies enforced) {
    return TakenPort.of(gateway).stream()
        .filter(
            port ->
                visitors(today)
                    .anyMatch(one -> admits(today, one, port) && !admits(enforced, one, port)))
        .map(
            port ->
                sentence(
                    port,
                    declared(port),
                    visitors(today).anyMatch(one -> admits(enforced, one, port))));
  }

  /** A pod of the cluster, and an outside address in each family. */
  private static Stream<Endpoint> visitors(PodPolicies today) {
    return Stream.concat(Stream.of(today.neighbour()), OUTSIDERS.stream());
  }

  private static boolean admits(PodPolicies policies, Endpoint visitor, TakenPort port) {
    return policies.admit(
            visitor, Protocol.valueOf(port.protocol()), port.number(), family(visitor))
        != Decision.Denied;
  }

  private static Family family(Endpoint visitor) {
    return visitor instanceof Endpoint.Outside outside ? Family.of(outside.address()) : Family.IPv4;
  }

  private Optional<DeclaredPath> declared(TakenPort port) {
    return DeclaredPaths.of(spec).stream().filter(path -> port.takes(path, gateway)).findFirst();
  }

  private static String sentence(
      TakenPort port, Optional<DeclaredPath> declared, boolean othersStay) {
    return declared.isPresent()
        ? "Ingress: %s, where %s arrives, would be closed to all but its declared peers."
            .formatted(port, declared.get().name())
        : "Ingress: %s would be closed%s, since no declared path arrives there: declare one, or open it by a NetworkPolicy of your own."
            .formatted(port, othersStay ? " to all sources that no other policy admits" : "");
  }

  /** Hosts without an address get no rule. */
  private Stream<String> unresolved(PodPolicies today) {
    return today.onGateway(Direction.Outbound).isOpenByDefault()
        ? outbound()
            .filter(declared -> declared.hosts().stream().anyMatch(this::isUnknown))
            .map(
                declared ->
                    "Egress: %s to %s would be closed, since the name has no known address: correct it, or name an address."
                        .formatted(
                            text(declared.path()),
                            declared.hosts().stream()
                                .filter(this::isUnknown)
                                .collect(Collectors.joining(", "))))
        : Stream.empty();
  }

  private boolean isUnknown(String host) {
    return hosts.of(host).isEmpty();
  }

  private Stream<String> peers(PodPolicies today, PodPolicies enforced) {
    return outbound()
        .map(declared -> peers(declared.path(), today, enforced))
        .filter(Objects::nonNull);
  }

  private String peers(Path path, PodPolicies today, PodPolicies enforced) {
    String closed =
        asked.stream()
            .filter(one -> one.path().equals(path.name()))
            .filter(one -> !isClosed(one, path, today) && isClosed(one, path, enforced))
            .map(Asked::toString)
            .distinct()
            .collect(Collectors.joining(", "));
    return closed.isEmpty()
        ? null
        : "Egress: %s to %s would be closed, since it is no declared peer, or policy.except names it."
            .formatted(text(path), closed);
  }

  private static boolean isClosed(Asked one, Path path, PodPolicies policies) {
    return policies.read(one.address(), path.transport(), one.port()).kind()
        == StaticReading.Kind.Closed;
  }

  private Stream<DeclaredPath> outbound() {
    return DeclaredPaths.of(spec).stream().filter(declared -> !declared.isInbound());
  }

  private static String text(Path path) {
    return "%s (%s %d)".formatted(path.name(), path.transport(), path.port());
  }
}
