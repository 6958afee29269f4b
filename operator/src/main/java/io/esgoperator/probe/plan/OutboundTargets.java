package io.esgoperator.probe.plan;

import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.api.v1alpha1.Peer;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.model.AddressText;
import io.esgoperator.model.BuiltInTargets;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.policy.NetworkPolicies;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.plan.ClosedNetworks.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The possible targets of an outbound path, and which of them may be asked. */
final class OutboundTargets {
  private final EsgInstanceSpec spec;
  private final DeclaredPath declared;
  private final HostAddresses hosts;
  private final TargetRule rule;
  private final List<Target> known;

  /** One possible target, and the network in which the administrator's values close it. */
  private record Target(ProbePlan.Peer peer, Optional<Kind> closed) {}

  OutboundTargets(
      EsgInstanceSpec spec, DeclaredPath declared, HostAddresses hosts, ProbePlans.Pods pods) {
    this.spec = spec;
    this.declared = declared;
    this.hosts = hosts;
    this.rule = pods.targets();
    this.known =
        declared.isInbound()
            ? List.of()
            : Stream.concat(
                    named(spec, declared, hosts).map(this::judged), selected(pods).distinct())
                .toList();
  }

  /** Addresses that the spec gives as literals or by host name. */
  static Stream<ProbePlan.Peer> named(
      EsgInstanceSpec spec, DeclaredPath declared, HostAddresses hosts) {
    int port = declared.path().port();
    Stream<ProbePlan.Peer> single =
        isReplaced(spec, declared)
            ? Stream.empty()
            : declared.peers().stream()
                .filter(peer -> peer.cidr() != null)
                .map(peer -> Cidr.parse(peer.cidr()))
                .filter(Cidr::isSingleAddress)
                .map(network -> AddressText.of(network.address()))
                .map(literal -> new ProbePlan.Peer(literal, literal, port));
    return Stream.concat(
            names(spec, declared).stream().flatMap(name -> ProbePlan.Peer.named(name, port, hosts)),
            single)
        .distinct();
  }

  /** Host names and literal addresses to ask. */
  static List<String> names(EsgInstanceSpec spec, DeclaredPath declared) {
    List<String> named = spec.probe().targets().getOrDefault(declared.name(), List.of());
    if (!named.isEmpty()) {
      return named;
    }
    return declared.anywhere() ? BuiltInTargets.of(declared.name()) : declared.hosts();
  }

  /** Whether each target is a declared end, and not one of many to which the path leads. */
  boolean areEnds() {
    return declared.hasEnds()
        && !isReplaced(spec, declared)
        && declared.peers().stream().noneMatch(Peer::selectsPods);
  }

  private static boolean isReplaced(EsgInstanceSpec spec, DeclaredPath declared) {
    return spec.probe().targets().containsKey(declared.name());
  }

  private Target judged(ProbePlan.Peer peer) {
    return new Target(peer, rule.closes(peer, declared.path().transport()));
  }

  private Stream<Target> selected(ProbePlans.Pods pods) {
    return isReplaced(spec, declared)
        ? Stream.empty()
        : declared.peers().stream()
            .filter(Peer::selectsPods)
            .flatMap(peer -> pods.selected().apply(peer, declared.path()).stream())
            .map(pod -> new Target(pod, rule.closesSelected(pod)));
  }

  /** The peers to ask. */
  List<ProbePlan.Peer> asked() {
    return known.stream()
        .filter(target -> target.closed().isEmpty())
        .map(Target::peer)
        .filter(this::isDeclared)
        .distinct()
        .toList();
  }

  /** Whether an additional peer may be asked on this path. */
  boolean mayBeAsked(ProbePlan.Peer other) {
    return judged(other).closed().isEmpty() && isDeclared(other);
  }

  private boolean isDeclared(ProbePlan.Peer peer) {
    return NetworkPolicies.opens(spec, hosts, declared, Cidr.literal(peer.address()));
  }

  /** Why none of the possible targets is asked; empty where one is asked or there is none. */
  Optional<ProbePlans.Gap> shut() {
    if (known.isEmpty() || !asked().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        known.stream().allMatch(target -> target.closed().isPresent())
            ? notAllowed()
            : notDeclared());
  }

  private ProbePlans.Gap notAllowed() {
    return new ProbePlans.Gap(
        declared.name(),
        Reason.TargetNotAllowed,
        LeftOutTargets.sentence(
            known.stream()
                .collect(
                    Collectors.toMap(
                        Target::peer, target -> target.closed().orElseThrow(), (one, same) -> one)),
            "spec.probe.targets." + declared.name()));
  }

  /** A target outside of the instance's own policy proves nothing about the network. */
  private ProbePlans.Gap notDeclared() {
    return new ProbePlans.Gap(
        declared.name(),
        Reason.TargetNotDeclared,
        "This resource itself opens no path to "
            + known.stream()
                .filter(target -> target.closed().isEmpty())
                .map(target -> target.peer().host())
                .distinct()
                .collect(Collectors.joining(", "))
            + ": in spec.probe.targets."
            + declared.name()
            + " name a declared peer that policy.except leaves open.");
  }
}
