package io.esgoperator.policy;

import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.api.v1alpha1.Policy.Enforcement;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.MetadataNetwork;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The pods that the instance's own policy lets in on an inbound path, by their addresses. */
public final class AdmittedPods {
  /** No pod: the source of no packet (RFC 4291 section 2.5.2). */
  public static final List<String> NONE = List.of("::/128");

  private AdmittedPods() {}

  /**
   * The networks whose pods get in.
   *
   * @param networksArePods whether a rule for a network holds for the pods in it, which differs by
   *     engine (policy-semantics.md section 1.2)
   * @return empty where every pod does, or where peers are no networks
   */
  public static List<String> on(
      DeclaredPath declared, EsgInstanceSpec spec, boolean networksArePods) {
    boolean audit = spec.policy().enforcement() == Enforcement.Audit;
    if (!declared.isInbound() || !declared.hasNetworksAlone() || declared.anywhere() && audit) {
      return List.of();
    }
    List<NetworkPolicyPeer> peers = NetworkPolicies.peers(spec, host -> List.of()).of(declared);
    if (peers.contains(PolicyPeers.EVERY_POD)) {
      return List.of();
    }
    List<String> networks =
        networksArePods || audit
            ? peers.stream()
                .map(NetworkPolicyPeer::getIpBlock)
                .filter(Objects::nonNull)
                .flatMap(AdmittedPods::networks)
                .map(Cidr::toString)
                .toList()
            : List.of();
    return networks.isEmpty() ? NONE : networks;
  }

  /** Exceptions that are no pod's make no difference. */
  private static Stream<Cidr> networks(IPBlock block) {
    return without(
        Cidr.parse(block.getCidr()),
        block.getExcept().stream()
            .map(Cidr::parse)
            .filter(part -> !MetadataNetwork.isNextDoor(part.address()))
            .toList());
  }

  private static Stream<Cidr> without(Cidr network, List<Cidr> except) {
    if (except.stream().anyMatch(part -> part.holds(network))) {
      return Stream.empty();
    }
    return except.stream().anyMatch(network::holds)
        ? network.halves().flatMap(half -> without(half, except))
        : Stream.of(network);
  }
}
