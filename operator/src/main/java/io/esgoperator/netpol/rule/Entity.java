package io.esgoperator.netpol.rule;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.Answer;
import java.util.stream.Stream;

/**
 * An entity of Cilium: ends that it knows by what they are.
 *
 * @param name as Cilium has it, such as {@code cluster}
 * @param pods whether pods are among them
 * @param nodes whether nodes are
 * @param outside whether other addresses are
 */
public record Entity(
    String name, Answer pods, Answer nodes, Answer outside, NodeAddresses addresses)
    implements PeerMatch {

  @Override
  public Answer on(TrafficEnd peer, Family family) {
    if (addresses.has(peer, family)) {
      return nodes;
    }
    if (peer.isPod()) {
      return pods;
    }
    return peer.isUnidentified() && pods != outside ? Answer.Perhaps : outside;
  }

  @Override
  public Stream<Cidr> cuts() {
    return addresses.networks();
  }

  @Override
  public Stream<String> doubts(TrafficEnd peer, Family family) {
    return Stream.of("whether %s is one of Cilium's entity %s is not known".formatted(peer, name));
  }

  @Override
  public String toString() {
    return "entity " + name;
  }
}
