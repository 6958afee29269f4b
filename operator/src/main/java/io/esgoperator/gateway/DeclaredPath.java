package io.esgoperator.gateway;

import io.esgoperator.api.v1alpha1.Peer;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Path;
import java.util.List;

/**
 * A path of the catalogue as one instance declares it.
 *
 * @param peers the allowed other ends; empty and unused where {@code anywhere} is true
 */
public record DeclaredPath(Path path, boolean anywhere, List<Peer> peers) {
  static DeclaredPath anywhere(Path path) {
    return new DeclaredPath(path, true, List.of());
  }

  static DeclaredPath with(Path path, List<Peer> peers) {
    return new DeclaredPath(path, false, List.copyOf(peers));
  }

  public String name() {
    return path.name();
  }

  public boolean isInbound() {
    return path.direction() == Direction.Inbound;
  }

  /** The host names among the peers. */
  public List<String> hosts() {
    return peers.stream().map(Peer::host).filter(host -> host != null).toList();
  }
}
