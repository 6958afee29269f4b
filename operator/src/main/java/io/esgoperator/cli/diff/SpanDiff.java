package io.esgoperator.cli.diff;

import io.esgoperator.netpol.PortSpan;
import io.esgoperator.netpol.world.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares the decisions on all ports before and after. */
final class SpanDiff {
  /** Of an end that is not there. */
  static final List<PortSpan> CLOSED = PortSpan.every(Decision.Denied);

  /** Where a policy that is not evaluated may say otherwise. */
  static final List<PortSpan> UNCLEAR = PortSpan.every(Decision.Unclear);

  /** Few lists stand for very many pairs. */
  private final Map<List<PortSpan>, Map<List<PortSpan>, Map<DecisionChange, List<PortSpan>>>>
      known = new HashMap<>();

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
    PortSpan.pair(
        before,
        after,
        (protocol, ports, was, is) -> {
          if (was != is) {
            changes
                .computeIfAbsent(new DecisionChange(was, is), first -> new ArrayList<>())
                .add(new PortSpan(protocol, ports, is));
          }
        });
    return changes;
  }
}
