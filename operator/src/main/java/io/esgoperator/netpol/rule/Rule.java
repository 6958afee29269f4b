package io.esgoperator.netpol.rule;

import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.RuleRef;
import java.util.List;
import java.util.stream.Stream;

/** A parsed rule of a policy; no list is empty. */
public record Rule(RuleRef ref, Action action, List<PeerMatch> peers, List<PortMatch> ports) {
  /** The effect on a connection that the rule matches. */
  public enum Action {
    Allow,
    Deny,
    /** The tier below decides. */
    Pass,
    /** One that the API does not define. */
    Unknown,
    /** The rule cannot be read; its peers say why. */
    Unread;

    public boolean isUnknown() {
      return this == Unknown || this == Unread;
    }
  }

  public Rule {
    if (peers.isEmpty() || ports.isEmpty()) {
      throw new IllegalArgumentException(ref + " has no peer or no port");
    }
  }

  public Answer on(Traffic traffic) {
    Answer through = isAbout(traffic.to(), traffic.protocol(), traffic.port());
    if (through == Answer.No) {
      return through;
    }
    TrafficEnd peer = traffic.peer(ref.direction());
    Answer to = Answer.No;
    for (PeerMatch one : peers) {
      to = to.or(one.on(peer, traffic.family()));
      if (to == Answer.Yes) {
        return through;
      }
    }
    return to;
  }

  /** Whether it concerns a port of the destination, whatever the peer is. */
  public Answer isAbout(TrafficEnd destination, Protocol protocol, int number) {
    Answer about = Answer.No;
    for (PortMatch port : ports) {
      about = about.or(port.on(destination, protocol, number));
    }
    return about;
  }

  /** Why it is unclear whether the rule matches. */
  public Stream<String> doubts(Traffic traffic) {
    TrafficEnd peer = traffic.peer(ref.direction());
    boolean portIsSure =
        ports.stream()
            .anyMatch(
                port -> port.on(traffic.to(), traffic.protocol(), traffic.port()) == Answer.Yes);
    boolean peerIsSure =
        peers.stream().anyMatch(one -> one.on(peer, traffic.family()) == Answer.Yes);
    return Stream.concat(
            portIsSure
                ? Stream.empty()
                : ports.stream()
                    .filter(
                        port ->
                            port.on(traffic.to(), traffic.protocol(), traffic.port())
                                == Answer.Perhaps)
                    .map(port -> port.doubt(traffic.to())),
            peerIsSure
                ? Stream.empty()
                : peers.stream()
                    .filter(one -> one.on(peer, traffic.family()) == Answer.Perhaps)
                    .flatMap(one -> one.doubts(peer, traffic.family())))
        .map(doubt -> ref + ": " + doubt);
  }
}
