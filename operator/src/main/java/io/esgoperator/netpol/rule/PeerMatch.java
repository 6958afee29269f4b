package io.esgoperator.netpol.rule;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.ClusterNode;
import io.esgoperator.netpol.world.Labels;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The peers of a rule. */
public sealed interface PeerMatch
    permits PeerMatch.Anywhere,
        PeerMatch.Block,
        PeerMatch.Outside,
        PeerMatch.Nodes,
        PeerMatch.Unknown,
        PeerMatch.Pods,
        Entity {
  Answer on(TrafficEnd peer, Family family);

  /** Whether it is surely no peer at all. */
  default boolean isNothing() {
    return false;
  }

  /** The networks that it names. */
  default Stream<Cidr> networks() {
    return Stream.empty();
  }

  /** The networks by which it may tell addresses apart. */
  default Stream<Cidr> cuts() {
    return networks();
  }

  /** Why the answer is Perhaps. */
  default Stream<String> doubts(TrafficEnd peer, Family family) {
    return Stream.empty();
  }

  /** All peers, in the cluster and outside. */
  record Anywhere() implements PeerMatch {
    @Override
    public Answer on(TrafficEnd peer, Family family) {
      return Answer.Yes;
    }

    @Override
    public String toString() {
      return "anywhere";
    }
  }

  /**
   * Addresses, of pods or others.
   *
   * @param except parts that are excluded
   */
  record Block(Cidr network, List<Cidr> except) implements PeerMatch {
    @Override
    public Answer on(TrafficEnd peer, Family family) {
      if (network.family() != family) {
        return Answer.No;
      }
      if (network.prefix() == 0 && except.isEmpty()) {
        return Answer.Yes;
      }
      InetAddress address = peer.address(family);
      return address == null ? Answer.Perhaps : Answer.of(contains(address));
    }

    private boolean contains(InetAddress address) {
      if (!network.contains(address)) {
        return false;
      }
      for (Cidr part : except) {
        if (part.contains(address)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public Stream<String> doubts(TrafficEnd peer, Family family) {
      return Stream.of("the %s address of %s is not known".formatted(family, peer));
    }

    @Override
    public Stream<Cidr> networks() {
      return Stream.concat(Stream.of(network), except.stream());
    }

    @Override
    public boolean isNothing() {
      return isCovered(network);
    }

    private boolean isCovered(Cidr part) {
      if (except.stream().anyMatch(one -> one.holds(part))) {
        return true;
      }
      return except.stream().anyMatch(one -> part.contains(one.address()))
          && part.halves().allMatch(this::isCovered);
    }

    @Override
    public String toString() {
      return except.isEmpty()
          ? network.toString()
          : except.stream()
              .map(Cidr::toString)
              .collect(Collectors.joining(", ", network + " except ", ""));
    }
  }

  /**
   * What another match says of addresses, without pods and nodes: to some engines a network holds
   * none of them. An address that no known pod or node has is outside.
   *
   * @param inside whether it may be that the network holds pods and nodes
   */
  record Outside(PeerMatch network, NodeAddresses nodes, Answer inside) implements PeerMatch {
    @Override
    public Answer on(TrafficEnd peer, Family family) {
      Answer answer = network.on(peer, family);
      return peer.isPod() || nodes.has(peer, family) ? answer.and(inside) : answer;
    }

    @Override
    public Stream<Cidr> networks() {
      return network.networks();
    }

    @Override
    public Stream<Cidr> cuts() {
      return Stream.concat(network.cuts(), nodes.networks());
    }

    @Override
    public boolean isNothing() {
      return network.isNothing();
    }

    @Override
    public Stream<String> doubts(TrafficEnd peer, Family family) {
      return network.on(peer, family) == Answer.Yes
          ? Stream.of(
              "engines differ on whether %s holds %s: to Cilium a network holds no pod and no node"
                  .formatted(network, peer))
          : network.doubts(peer, family);
    }

    @Override
    public String toString() {
      return network.toString();
    }
  }

  /** Nodes by label, matched by address. */
  record Nodes(LabelQuery query, List<ClusterNode> known) implements PeerMatch {
    @Override
    public Answer on(TrafficEnd peer, Family family) {
      if (peer.isPod() && !peer.isOnHostNetwork()) {
        return Answer.No;
      }
      InetAddress address = peer.address(family);
      if (known.isEmpty() || address == null) {
        return Answer.Perhaps;
      }
      return Answer.any(
          known,
          node ->
              node.addresses().contains(address) ? query.on(Labels.of(node.labels())) : Answer.No);
    }

    @Override
    public Stream<Cidr> cuts() {
      return new NodeAddresses(known).networks();
    }

    @Override
    public Stream<String> doubts(TrafficEnd peer, Family family) {
      return Stream.of("whether %s is a node that the rule selects is not known".formatted(peer));
    }

    @Override
    public String toString() {
      return query.selected("nodes");
    }
  }

  /** A peer that cannot be interpreted. */
  record Unknown(String text, String doubt) implements PeerMatch {
    public static PeerMatch unreadable(String doubt) {
      return new Unknown("a peer that cannot be read", doubt);
    }

    @Override
    public Answer on(TrafficEnd peer, Family family) {
      return Answer.Perhaps;
    }

    @Override
    public Stream<String> doubts(TrafficEnd peer, Family family) {
      return Stream.of(doubt);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Pods by label. A pod on a node's network is its node to some engines, and a pod to others. */
  final class Pods implements PeerMatch {
    private static final Answer[] ANSWERS = Answer.values();

    private final PodQuery query;
    private final Identities identities;
    private final Answer onNodesNetwork;

    /** The answer's ordinal plus one, by the identity's number; 0 where there is none yet. */
    private volatile byte[] found;

    /** A selector finds a pod that is on its node's network, or does not, or perhaps. */
    public Pods(PodQuery query, Identities identities, Answer onNodesNetwork) {
      this.query = query;
      this.identities = identities;
      this.onNodesNetwork = onNodesNetwork;
    }

    @Override
    public Answer on(TrafficEnd peer, Family family) {
      if (!peer.isPod()) {
        return peer.isUnidentified() ? Answer.Perhaps : Answer.No;
      }
      Answer answer = on(peer.identity());
      return peer.isOnHostNetwork() ? answer.and(onNodesNetwork) : answer;
    }

    private Answer on(Identity pod) {
      byte[] answers = found;
      if (answers == null) {
        answers = new byte[identities.size()];
        found = answers;
      }
      if (pod.number() >= answers.length) {
        return query.on(pod);
      }
      byte known = answers[pod.number()];
      if (known > 0) {
        return ANSWERS[known - 1];
      }
      Answer answer = query.on(pod);
      answers[pod.number()] = (byte) (answer.ordinal() + 1);
      return answer;
    }

    @Override
    public Stream<String> doubts(TrafficEnd peer, Family family) {
      if (!peer.isPod()) {
        return Stream.of("whether %s is a pod that the rule selects is not known".formatted(peer));
      }
      return query.on(peer.identity()) == Answer.Yes
          ? Stream.of(
              "%s is on its node's network, and engines differ on whether a selector finds it there"
                  .formatted(peer))
          : query.doubts(peer.identity(), peer.toString());
    }

    @Override
    public String toString() {
      return query.toString();
    }
  }
}
