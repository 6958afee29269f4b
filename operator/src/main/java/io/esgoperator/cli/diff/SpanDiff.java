package io.esgoperator.cli.diff;

import io.esgoperator.netpol.PortSpan;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.PortRange;
import io.esgoperator.netpol.world.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compares the decisions on all ports before and after. */
final class SpanDiff {
  /** Of an end that is not there. */
  static final List<PortSpan> CLOSED = every(Decision.Denied);

  /** Where a policy that is not evaluated may say otherwise. */
  static final List<PortSpan> UNCLEAR = every(Decision.Unclear);

  /** Few lists stand for very many pairs. */
  private final Map<List<PortSpan>, Map<List<PortSpan>, Map<DecisionChange, List<PortSpan>>>>
      known = new HashMap<>();

  private static List<PortSpan> every(Decision decision) {
    return Stream.of(Protocol.values())
        .map(protocol -> new PortSpan(protocol, PortRange.EVERY, decision))
        .toList();
  }

  /** The ports of each change; both lists have every port of the same protocols. */
  Map<DecisionChange, List<PortSpan>> of(List<PortSpan> before, List<PortSpan> after) {
    return before == after || before.equals(after)
        ? Map.of()
        : known
            .computeIfAbsent(before, first -> new HashMap<>())
            .computeIfAbsent(after, first -> changes(before, after));
  }

  private static Map<DecisionChange, List<PortSpan>> changes(
      List<PortSpan> before, List<PortSpan> after) {
    Map<DecisionChange, List<PortSpan>> changes = new TreeMap<>();
    int left = 0;
    int right = 0;
    while (left < before.size()) {
      PortSpan one = before.get(left);
      PortSpan other = after.get(right);
      PortRange ports =
          new PortRange(
              Math.max(one.ports().first(), other.ports().first()),
              Math.min(one.ports().last(), other.ports().last()));
      if (one.decision() != other.decision()) {
        changes
            .computeIfAbsent(
                new DecisionChange(one.decision(), other.decision()), first -> new ArrayList<>())
            .add(new PortSpan(one.protocol(), ports, other.decision()));
      }
      left += ports.last() == one.ports().last() ? 1 : 0;
      right += ports.last() == other.ports().last() ? 1 : 0;
    }
    changes.replaceAll((change, spans) -> PortSpan.joined(spans));
    return changes;
  }
}
