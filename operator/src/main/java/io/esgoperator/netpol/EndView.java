package io.esgoperator.netpol;

import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.rule.PortMatch;
import io.esgoperator.netpol.rule.Rule;
import io.esgoperator.netpol.rule.Traffic;
import io.esgoperator.netpol.rule.TrafficEnd;
import io.esgoperator.netpol.world.NamedPorts;
import io.esgoperator.netpol.world.PortRange;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the policies of one group of ends say to every other group, in one direction and family.
 * Peers for which the same rules match get the same answer, and between two ports at which some
 * matching rule begins or ends the answer is the same: so few connections are evaluated.
 */
final class EndView {
  private final Evaluator evaluator;
  private final List<TrafficEnd> ends;
  private final PeerAnswers answers;
  private final TrafficEnd subject;
  private final Direction direction;
  private final Family family;
  private final List<Rule> rules;

  EndView(
      Evaluator evaluator, PeerAnswers answers, int subject, Direction direction, Family family) {
    this.evaluator = evaluator;
    this.ends = answers.ends();
    this.answers = answers;
    this.subject = ends.get(subject);
    this.direction = direction;
    this.family = family;
    this.rules =
        this.subject.isPod() && !this.subject.isOnHostNetwork()
            ? evaluator.index().bindings(this.subject, direction).rules().toList()
            : List.of();
  }

  /** The spans towards each group, by its number; null where it has no address of the family. */
  List<List<PortSpan>> spans() {
    List<List<PortSpan>> spans = new ArrayList<>(Collections.nCopies(ends.size(), null));
    if (!subject.endpoint().mayHave(family)) {
      return spans;
    }
    int[] kinds = kinds();
    Map<Integer, List<PortSpan>> known = new HashMap<>();
    for (int peer = 0; peer < kinds.length; peer++) {
      int example = peer;
      if (answers.hasFamily(peer)) {
        spans.set(peer, known.computeIfAbsent(kinds[peer], kind -> spans(example)));
      }
    }
    return spans;
  }

  /** The spans towards one group; null where one of both has no address of the family. */
  List<PortSpan> spansTowards(int peer) {
    return subject.endpoint().mayHave(family) && answers.hasFamily(peer) ? spans(peer) : null;
  }

  /** For each group a number, which groups share that get the same answer. */
  private int[] kinds() {
    int[] kinds = new int[ends.size()];
    if (rules.stream().flatMap(rule -> rule.ports().stream()).anyMatch(EndView::hasName)
        && direction == Direction.Outbound) {
      kinds = answers.kindsByPorts();
    } else if (direction == Direction.Inbound) {
      for (int peer = 0; peer < kinds.length; peer++) {
        kinds[peer] = isOwnNode(ends.get(peer)) ? 1 : 0;
      }
    }
    int next = kinds.length + 1;
    for (Rule rule : rules) {
      PeerAnswers.Groups groups = answers.of(rule);
      next = refine(kinds, groups.sure(), next);
      next = refine(kinds, groups.perhaps(), next);
    }
    return kinds;
  }

  /** Parts each kind into the groups that are among some, and the others. */
  private static int refine(int[] kinds, BitSet some, int free) {
    int next = free;
    Map<Integer, Integer> finer = new HashMap<>();
    for (int peer = some.nextSetBit(0); peer >= 0; peer = some.nextSetBit(peer + 1)) {
      Integer known = finer.get(kinds[peer]);
      if (known == null) {
        known = next++;
        finer.put(kinds[peer], known);
      }
      kinds[peer] = known;
    }
    return next;
  }

  private static boolean hasName(PortMatch port) {
    return port.name() != null;
  }

  private boolean isOwnNode(TrafficEnd peer) {
    return (!peer.isPod() || peer.isOnHostNetwork())
        && evaluator.index().isOwnNode(traffic(peer, Protocol.TCP, 1));
  }

  private List<PortSpan> spans(int peer) {
    TrafficEnd end = ends.get(peer);
    List<PortRange> ranges = PortRange.startingAt(starts(peer));
    List<PortSpan> spans = new ArrayList<>();
    for (Protocol protocol : Protocol.values()) {
      for (PortRange ports : ranges) {
        PortSpan.add(
            spans,
            new PortSpan(
                protocol,
                ports,
                evaluator.judge(direction, traffic(end, protocol, ports.first())).decision()));
      }
    }
    return List.copyOf(spans);
  }

  /** The ports at which a matching rule begins, or has just ended. */
  private Set<Integer> starts(int peer) {
    TrafficEnd destination = direction == Direction.Inbound ? subject : ends.get(peer);
    Set<Integer> starts = new HashSet<>();
    for (Rule rule : rules) {
      if (answers.mayMatch(rule, peer)) {
        for (PortMatch port : rule.ports()) {
          starts.add(port.from());
          starts.add(port.to() + 1);
          if (hasName(port) && destination.endpoint() instanceof Workload workload) {
            for (NamedPorts.NamedPort known : workload.ports().known()) {
              starts.add(known.number());
              starts.add(known.number() + 1);
            }
          }
        }
      }
    }
    return starts;
  }

  private Traffic traffic(TrafficEnd peer, Protocol protocol, int port) {
    return direction == Direction.Outbound
        ? new Traffic(subject, peer, protocol, port, family)
        : new Traffic(peer, subject, protocol, port, family);
  }
}
