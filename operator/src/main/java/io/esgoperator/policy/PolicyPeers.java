package io.esgoperator.policy;

import io.esgoperator.api.v1alpha1.Peer;
import io.esgoperator.api.v1alpha1.Selector;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.PeerService;
import io.esgoperator.gateway.Selectors;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.EmbeddedAddresses;
import io.esgoperator.model.Family;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.model.MetadataNetwork;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The peers of one rule: sorted, without duplicates, each family's exceptions in its own network
 * (policy-semantics.md section 1.2).
 *
 * @param hosts addresses of the host names
 * @param except networks that stay closed
 */
record PolicyPeers(HostAddresses hosts, List<Cidr> except) {
  /** The label that every namespace has. */
  static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  /** The pods of all namespaces. */
  static final NetworkPolicyPeer EVERY_POD =
      new NetworkPolicyPeer(null, new LabelSelector(List.of(), null), null);

  static final Comparator<NetworkPolicyPeer> STABLE = Comparator.comparing(PolicyPeers::sortKey);

  /** Empty when no peer is left: the caller must then write no rule at all. */
  List<NetworkPolicyPeer> of(DeclaredPath declared) {
    return declared.anywhere()
        ? Stream.concat(anywhere(), declared.isInbound() ? everyPod() : Stream.empty()).toList()
        : declared.peers().stream().flatMap(this::peer).distinct().sorted(STABLE).toList();
  }

  /**
   * The pods behind a Service to which it leads for the declared peers, and for no other; sorted.
   *
   * @param own namespace of the instance
   */
  Stream<NetworkPolicyPeer> behind(PeerService service, DeclaredPath declared, String own) {
    return service.selector().isEmpty()
        ? Stream.empty()
        : declared.peers().stream()
            .flatMap(
                peer ->
                    peer.selectsPods()
                        ? service.podsOf(peer, own).stream()
                        : peer(peer).anyMatch(block -> isAt(service, block))
                            ? Stream.of(new Selector(service.selector(), List.of()))
                            : Stream.empty())
            .map(pods -> pods(service.namespace(), Selectors.labelSelector(pods)));
  }

  private static boolean isAt(PeerService service, NetworkPolicyPeer peer) {
    Cidr network = Cidr.parse(peer.getIpBlock().getCidr());
    return network.isSingleAddress() && service.isAt(network.address());
  }

  /** Whether the rule lets the gateway reach the address; a rule for pods counts as if it did. */
  boolean admit(DeclaredPath declared, InetAddress address) {
    return of(declared).stream()
        .map(NetworkPolicyPeer::getIpBlock)
        .anyMatch(
            block ->
                block == null
                    || Cidr.parse(block.getCidr()).contains(address)
                        && block.getExcept().stream()
                            .map(Cidr::parse)
                            .noneMatch(part -> part.contains(address)));
  }

  /**
   * Whether the address, or an IPv4 address that it carries, is in a network that stays closed on
   * paths to anywhere and to hosts.
   */
  boolean isExcepted(InetAddress address) {
    return Stream.concat(Stream.of(address), EmbeddedAddresses.of(address))
        .anyMatch(one -> except.stream().anyMatch(part -> part.contains(one)));
  }

  private Stream<NetworkPolicyPeer> anywhere() {
    return Stream.of("0.0.0.0/0", "::/0")
        .map(
            network ->
                block(
                    network,
                    except.stream()
                        .filter(part -> part.family() == Family.ofLiteral(network))
                        .map(Cidr::toString)
                        .toList()));
  }

  /**
   * To some engines, such as Cilium, no network is ever a pod. Where the exceptions hold more than
   * link-local and similar addresses, they may be a pod's: then none is named.
   */
  private Stream<NetworkPolicyPeer> everyPod() {
    return except.stream().allMatch(part -> MetadataNetwork.isNextDoor(part.address()))
        ? Stream.of(EVERY_POD)
        : Stream.empty();
  }

  private Stream<NetworkPolicyPeer> peer(Peer peer) {
    if (peer.host() != null) {
      return hosts.of(peer.host()).stream()
          .map(Cidr::parse)
          .filter(address -> !isExcepted(address.address()))
          .map(address -> block(address.toString(), List.of()));
    }
    if (peer.cidr() != null) {
      return Stream.of(block(Cidr.parse(peer.cidr()).toString(), peer.except()));
    }
    return Stream.of(pods(peer));
  }

  private static NetworkPolicyPeer pods(Peer peer) {
    return new NetworkPolicyPeer(
        null, selector(peer.namespaceSelector()), selector(peer.podSelector()));
  }

  private static LabelSelector selector(Selector declared) {
    return declared == null ? null : Selectors.labelSelector(declared);
  }

  static NetworkPolicyPeer pods(String namespace, LabelSelector pods) {
    return new NetworkPolicyPeer(
        null, new LabelSelector(List.of(), Map.of(NAMESPACE_NAME, namespace)), pods);
  }

  static NetworkPolicyPeer block(String network, List<String> except) {
    return new NetworkPolicyPeer(
        new IPBlock(network, except.stream().sorted().distinct().toList()), null, null);
  }

  private static String sortKey(NetworkPolicyPeer peer) {
    return peer.getIpBlock() != null ? peer.getIpBlock().getCidr() : "~" + peer;
  }
}
