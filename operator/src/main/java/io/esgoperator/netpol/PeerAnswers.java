package io.esgoperator.netpol;

import io.esgoperator.model.Family;
import io.esgoperator.netpol.rule.PeerMatch;
import io.esgoperator.netpol.rule.Rule;
import io.esgoperator.netpol.rule.TrafficEnd;
import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.Workload;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Which groups of ends the peers of rules match, in one family. */
final class PeerAnswers {
  private final List<TrafficEnd> ends;
  private final Family family;
  private final int[] byPorts;
  private final BitSet having = new BitSet();
  private final Map<PeerMatch, Groups> ofPeers = new HashMap<>();
  private final Map<Rule, Groups> ofRules = new IdentityHashMap<>();

  /**
   * Makes it for some groups.
   *
   * @param ends an example of each group, by its number
   */
  PeerAnswers(List<TrafficEnd> ends, Family family) {
    this.ends = ends;
    this.family = family;
    this.byPorts = byPorts(ends);
    for (int group = 0; group < ends.size(); group++) {
      having.set(group, ends.get(group).endpoint().mayHave(family));
    }
  }

  /** The numbers of the groups that match, and of those that may. */
  record Groups(BitSet sure, BitSet perhaps) {
    Answer of(int group) {
      if (sure.get(group)) {
        return Answer.Yes;
      }
      return perhaps.get(group) ? Answer.Perhaps : Answer.No;
    }
  }

  /** Whether the ends of a group may have an address of the family. */
  boolean hasFamily(int group) {
    return having.get(group);
  }

  List<TrafficEnd> ends() {
    return ends;
  }

  /** For each group a number below their count, which groups with the same named ports share. */
  int[] kindsByPorts() {
    return byPorts.clone();
  }

  private static int[] byPorts(List<TrafficEnd> ends) {
    Map<Object, Integer> known = new HashMap<>();
    return ends.stream()
        .map(end -> end.endpoint() instanceof Workload workload ? workload.ports() : "")
        .mapToInt(ports -> known.computeIfAbsent(ports, first -> known.size()))
        .toArray();
  }

  Groups of(Rule rule) {
    return ofRules.computeIfAbsent(rule, one -> any(one.peers()));
  }

  private Groups any(List<PeerMatch> peers) {
    Groups any = new Groups(new BitSet(), new BitSet());
    for (PeerMatch peer : peers) {
      Groups some = ofPeers.computeIfAbsent(peer, this::of);
      any.sure().or(some.sure());
      any.perhaps().or(some.perhaps());
    }
    any.perhaps().andNot(any.sure());
    return any;
  }

  private Groups of(PeerMatch peer) {
    Groups some = new Groups(new BitSet(), new BitSet());
    for (int group = 0; group < ends.size(); group++) {
      TrafficEnd end = ends.get(group);
      if (hasFamily(group)) {
        Answer answer = peer.on(end, family);
        (answer == Answer.Yes ? some.sure() : some.perhaps()).set(group, answer != Answer.No);
      }
    }
    return some;
  }
}
