package io.esgoperator.netpol.rule;

import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.RuleRef;
import java.util.List;
import java.util.function.Function;
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
    return Answer.any(ports, port -> port.on(destination, protocol, number));
  }

  /** Why it is unclear whether the rule matches. */
  public Stream<String> doubts(Traffic traffic) {
    TrafficEnd peer = traffic.peer(ref.direction());
    return Stream.concat(
            unclear(ports, one -> one.on(traffic.to(), traffic.protocol(), traffic.port()))
                .map(port -> port.doubt(traffic.to())),
            unclear(peers, one -> one.on(peer, traffic.family()))
                .flatMap(one -> one.doubts(peer, traffic.family())))
        .map(doubt -> ref + ": " + doubt);
  }

  /** Those that may match, unless one of them all certainly does. */
  private static <T> Stream<T> unclear(List<T> all, Function<T, Answer> question) {
    return Answer.any(all, question) == Answer.Yes
        ? Stream.empty()
        : all.stream().filter(one -> question.apply(one) == Answer.Perhaps);
  }
}
