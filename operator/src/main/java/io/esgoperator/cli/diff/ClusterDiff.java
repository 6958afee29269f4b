package io.esgoperator.cli.diff;

import io.esgoperator.cli.diff.DiffReport.WorkloadChanges;
import io.esgoperator.cli.diff.DiffReport.WorkloadLine;
import io.esgoperator.cli.workloads.PortsText;
import io.esgoperator.model.Family;
import io.esgoperator.model.Grouped;
import io.esgoperator.netpol.EndGroup;
import io.esgoperator.netpol.PortSpan;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What opens and closes between any workloads, and between them and the addresses outside.
 *
 * @param ends of both snapshots
 * @param told what other lines tell: with pods that of IPv4 alone
 */
record ClusterDiff(
    PolicyMoment before, PolicyMoment after, List<ComparedEnd> ends, ToldByGateways told) {

  /** Connections with the same change; only is the family, or null for all that both ends have. */
  private record Change(DecisionChange decision, List<PortSpan> ports, Family only) {}

  static ClusterDiff of(PolicyMoment before, PolicyMoment after, List<GatewayDiff> gateways) {
    List<ComparedEnd> ends = ComparedEnds.of(before, after);
    return new ClusterDiff(before, after, ends, new ToldByGateways(gateways, ends));
  }

  WorkloadChanges changes() {
    EndNames names = new EndNames(ends);
    return new WorkloadChanges(
        names,
        names.only(end -> end.before() == null),
        names.only(end -> end.after() == null),
        byChange().entrySet().stream()
            .flatMap(one -> lines(one.getKey(), one.getValue()))
            .sorted(
                Comparator.comparing(WorkloadLine::decision)
                    .thenComparing(line -> PortsText.of(line.ports()))
                    .thenComparing(line -> names.of(line.ends().from())))
            .toList());
  }

  private Stream<WorkloadLine> lines(Change change, Map<Integer, BitSet> pairs) {
    return EndFold.of(pairs, this::isItself).stream()
        .map(fold -> new WorkloadLine(change.decision(), change.ports(), change.only(), fold));
  }

  /** The ends that a change is about: the second ones of each first one. */
  private Map<Change, Map<Integer, BitSet>> byChange() {
    SpanDiff spans = new SpanDiff();
    Map<Change, Map<Integer, BitSet>> changes = new LinkedHashMap<>();
    for (int from = 0; from < ends.size(); from++) {
      for (int to = 0; to < ends.size(); to++) {
        if (isPair(from, to)) {
          for (Change change : changes(ends.get(from), ends.get(to), spans)) {
            changes
                .computeIfAbsent(change, first -> new LinkedHashMap<>())
                .computeIfAbsent(from, first -> new BitSet())
                .set(to);
          }
        }
      }
    }
    return changes;
  }

  private boolean isPair(int from, int to) {
    return !(ends.get(from).isOutside() && ends.get(to).isOutside())
        && !(from == to && isItself(from))
        && !isFreeNode(before, ends.get(from).before(), ends.get(to).before())
        && !isFreeNode(after, ends.get(from).after(), ends.get(to).after());
  }

  /** Where only one of the moments has policies about nodes, the other does not part them. */
  private static boolean isFreeNode(PolicyMoment moment, EndGroup from, EndGroup to) {
    return from != null && to != null && moment.pairs().isFreeNode(from, to);
  }

  private boolean isItself(int end) {
    return ends.get(end).isOnePod();
  }

  private List<Change> changes(ComparedEnd from, ComparedEnd to, SpanDiff spans) {
    Grouped<Map.Entry<DecisionChange, List<PortSpan>>, Family> found = new Grouped<>();
    int common = 0;
    for (Family family : Family.values()) {
      if (from.mayHave(family) && to.mayHave(family)) {
        common++;
        if (from.isComparable(family) && to.isComparable(family)) {
          spans
              .of(
                  spans(before, from.before(), to.before(), family),
                  spans(after, from.after(), to.after(), family))
              .entrySet()
              .forEach(one -> found.add(one, family));
        }
      }
    }
    if (found.isEmpty()) {
      return List.of();
    }
    int all = common;
    boolean isTold = told.isTold(from, to);
    boolean isOutside = from.isOutside() || to.isOutside();
    return found.entrySet().stream()
        .filter(one -> !isTold || !isOutside && !one.getValue().contains(Family.IPv4))
        .map(
            one ->
                new Change(
                    one.getKey().getKey(),
                    one.getKey().getValue(),
                    one.getValue().size() == all ? null : one.getValue().get(0)))
        .toList();
  }

  private static List<PortSpan> spans(
      PolicyMoment snapshot, EndGroup from, EndGroup to, Family family) {
    if (from == null || to == null || !from.mayHave(family) || !to.mayHave(family)) {
      return SpanDiff.CLOSED;
    }
    return snapshot.pairs().notEvaluated(from, to).isEmpty()
        ? snapshot.pairs().between(from, to, family)
        : SpanDiff.UNCLEAR;
  }
}
