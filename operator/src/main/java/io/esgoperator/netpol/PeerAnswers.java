package io.esgoperator.netpol;

import io.esgoperator.model.Family;
import io.esgoperator.netpol.rule.PeerMatch;
import io.esgoperator.netpol.rule.Rule;
import io.esgoperator.netpol.rule.TrafficEnd;
import io.esgoperator.netpol.world.AddressRange;
import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.Workload;
import java.math.BigInteger;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which groups of ends the peers of rules match, in one family. */
final class PeerAnswers {
  private final List<TrafficEnd> ends;
  private final Family family;
  private final int[] byPorts;
  private final BitSet having = new BitSet();
  private final int workloads;

  /** The numbers of the groups of addresses of the family, by their first address. */
  private final TreeMap<BigInteger, Integer> outside = new TreeMap<>();

  private final Map<PeerMatch, Groups> ofPeers = new HashMap<>();
  private final Map<Rule, Groups> ofRules = new IdentityHashMap<>();

  /** Of groups, those of workloads first, and of an example of each by its number. */
  PeerAnswers(List<EndGroup> groups, List<TrafficEnd> ends, Family family) {
    this.ends = ends;
    this.family = family;
    this.byPorts = byPorts(ends);
    this.workloads = (int) groups.stream().filter(group -> !group.isOutside()).count();
    groups.stream()
        .filter(EndGroup::isOutside)
        .filter(group -> group.addresses().family() == family)
        .forEach(group -> outside.put(group.addresses().first(), group.number()));
    for (int group = 0; group < ends.size(); group++) {
      having.set(group, ends.get(group).endpoint().mayHave(family));
    }
  }

  /** The numbers of the groups that match, and of those that may. */
  record Groups(BitSet sure, BitSet perhaps) {
    boolean has(int group) {
      return sure.get(group) || perhaps.get(group);
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
        .map(
            end ->
                end.endpoint() instanceof Workload workload && end.names() != Answer.No
                    ? List.of(workload.ports(), end.names())
                    : "")
        .mapToInt(ports -> known.computeIfAbsent(ports, first -> known.size()))
        .toArray();
  }

  Groups of(Rule rule) {
    return ofRules.computeIfAbsent(rule, one -> any(one.peers()));
  }

  /** Whether a rule matches, or may match, a group; other groups are not looked at for it. */
  boolean mayMatch(Rule rule, int group) {
    Groups known = ofRules.get(rule);
    if (known != null) {
      return known.has(group);
    }
    for (PeerMatch peer : rule.peers()) {
      if (peer.on(ends.get(group), family) != Answer.No) {
        return true;
      }
    }
    return false;
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
    for (int group = 0; group < workloads; group++) {
      add(some, peer, group);
    }
    AddressRange addresses = within(peer);
    if (!(peer instanceof PeerMatch.Pods) && addresses.family() == family) {
      outside
          .subMap(addresses.first(), true, addresses.last(), true)
          .values()
          .forEach(group -> add(some, peer, group));
    }
    return some;
  }

  /** The addresses beside which it matches none. */
  private AddressRange within(PeerMatch peer) {
    if (peer instanceof PeerMatch.Outside outside) {
      return within(outside.network());
    }
    return peer instanceof PeerMatch.Block block
        ? AddressRange.of(block.network())
        : AddressRange.everything(family);
  }

  private void add(Groups some, PeerMatch peer, int group) {
    if (hasFamily(group)) {
      Answer answer = peer.on(ends.get(group), family);
      (answer == Answer.Yes ? some.sure() : some.perhaps()).set(group, answer != Answer.No);
    }
  }
}
