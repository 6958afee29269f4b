package io.esgoperator.netpol.read;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.read.AdminPolicyShape.Peer;
import io.esgoperator.netpol.read.AdminPolicyShape.Subject;
import io.esgoperator.netpol.rule.LabelQuery;
import io.esgoperator.netpol.rule.PeerMatch;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads the peers of one rule of policy.networking.k8s.io. */
record AdminPeers(PolicyReading parts, Direction direction) {

  List<PeerMatch> of(List<Peer> written) {
    return written == null || written.isEmpty()
        ? List.of(PeerMatch.Unknown.unreadable("the API server refuses a rule without peers"))
        : written.stream().flatMap(this::of).toList();
  }

  private Stream<PeerMatch> of(Peer peer) {
    if (!isSound(peer)) {
      return Stream.of(
          PeerMatch.Unknown.unreadable(
              "a peer is exactly one of namespaces and pods%s"
                  .formatted(
                      direction == Direction.Outbound ? ", nodes, networks, domainNames" : "")));
    }
    if (peer.networks() != null) {
      return peer.networks().stream().map(network -> PolicyReading.block(network, List.of()));
    }
    if (peer.domainNames() != null) {
      String names = String.join(", ", peer.domainNames());
      return Stream.of(
          new PeerMatch.Unknown(names, "which addresses " + names + " has is not known"));
    }
    return Stream.of(
        peer.nodes() != null
            ? parts.nodes(LabelQuery.of(peer.nodes()))
            : parts.pods(new Subject(peer.namespaces(), peer.pods()).query()));
  }

  private boolean isSound(Peer peer) {
    if (peer == null) {
      return false;
    }
    List<?> outside =
        Stream.of(peer.nodes(), peer.networks(), peer.domainNames())
            .filter(Objects::nonNull)
            .toList();
    long pods = Stream.of(peer.namespaces(), peer.pods()).filter(Objects::nonNull).count();
    return pods + outside.size() == 1
        && !outside.contains(List.of())
        && (direction == Direction.Outbound || outside.isEmpty());
  }
}
