package io.esgoperator.netpol;

import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.rule.PortMatch;
import io.esgoperator.netpol.rule.Rule;
import io.esgoperator.netpol.rule.Traffic;
import io.esgoperator.netpol.rule.TrafficEnd;
import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.NamedPorts;
import io.esgoperator.netpol.world.PortRange;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;
import java.util.ArrayList;
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
      Evaluator evaluator,
      List<TrafficEnd> ends,
      PeerAnswers answers,
      int subject,
      Direction direction,
      Family family) {
    this.evaluator = evaluator;
    this.ends = ends;
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
    int[] kinds = kinds();
    Map<Integer, List<PortSpan>> known = new HashMap<>();
    List<List<PortSpan>> spans = new ArrayList<>();
    for (int peer = 0; peer < kinds.length; peer++) {
      int example = peer;
      spans.add(
          ends.get(peer).endpoint().mayHave(family)
              ? known.computeIfAbsent(kinds[peer], kind -> spans(example))
              : null);
    }
    return spans;
  }

  /** For each group a number, which groups share that get the same answer. */
  private int[] kinds() {
    int[] kinds = new int[ends.size()];
    boolean named =
        rules.stream().flatMap(rule -> rule.ports().stream()).anyMatch(EndView::hasName);
    Map<Object, Integer> known = new HashMap<>();
    for (int peer = 0; peer < kinds.length; peer++) {
      TrafficEnd end = ends.get(peer);
      Object first = direction == Direction.Inbound ? isOwnNode(end) : named ? ports(end) : "";
      kinds[peer] = known.computeIfAbsent(first, one -> known.size());
    }
    rules.stream()
        .map(answers::of)
        .filter(groups -> !groups.isNone())
        .distinct()
        .forEach(groups -> refine(kinds, groups));
    return kinds;
  }

  private static void refine(int[] kinds, PeerAnswers.Groups groups) {
    Map<Integer, Integer> known = new HashMap<>();
    for (int peer = 0; peer < kinds.length; peer++) {
      int finer = kinds[peer] * Answer.values().length + groups.of(peer).ordinal();
      kinds[peer] = known.computeIfAbsent(finer, one -> known.size());
    }
  }

  private static boolean hasName(PortMatch port) {
    return port.name() != null;
  }

  private static Object ports(TrafficEnd end) {
    return end.endpoint() instanceof Workload workload ? workload.ports() : "";
  }

  private boolean isOwnNode(TrafficEnd peer) {
    return evaluator.index().isOwnNode(traffic(peer, Protocol.TCP, 1));
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
      if (answers.of(rule).of(peer) != Answer.No) {
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
