package io.esgoperator.gateway;

import io.esgoperator.api.v1alpha1.Peer;
import io.esgoperator.api.v1alpha1.ProxyProtocol;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Path;
import java.util.List;

/**
 * A path of the catalogue as one instance declares it.
 *
 * @param peers the allowed other ends; empty and unused where {@code anywhere} is true
 * @param proxyProtocol the header that its port at the gateway expects; null without one
 */
public record DeclaredPath(
    Path path, boolean anywhere, List<Peer> peers, ProxyProtocol proxyProtocol) {
  static DeclaredPath anywhere(Path path) {
    return new DeclaredPath(path, true, List.of(), null);
  }

  static DeclaredPath with(Path path, List<Peer> peers) {
    return new DeclaredPath(path, false, List.copyOf(peers), null);
  }

  DeclaredPath expecting(ProxyProtocol header) {
    return new DeclaredPath(path, anywhere, peers, header);
  }

  public String name() {
    return path.name();
  }

  public boolean isInbound() {
    return path.direction() == Direction.Inbound;
  }

  /** Whether it leads out to declared ends, and not to anywhere. */
  public boolean hasEnds() {
    return !isInbound() && !anywhere;
  }

  /** Whether it takes all outgoing mail to a relay. */
  public boolean leadsToRelay() {
    return hasEnds() && name().equals(Catalogue.SMTP_OUT.name());
  }

  /** The hosts and networks among the peers, as declared; none where pods are among them. */
  public List<String> namedEnds() {
    return peers.stream().anyMatch(Peer::selectsPods)
        ? List.of()
        : peers.stream().map(peer -> peer.host() == null ? peer.cidr() : peer.host()).toList();
  }

  /** Whether no host and no pod is among the peers. */
  public boolean hasNetworksAlone() {
    return peers.stream().allMatch(peer -> peer.cidr() != null);
  }

  /** The host names among the peers. */
  public List<String> hosts() {
    return peers.stream().map(Peer::host).filter(host -> host != null).toList();
  }
}
