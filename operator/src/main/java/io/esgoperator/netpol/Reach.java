package io.esgoperator.netpol;

import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.rule.TrafficEnd;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.PortRange;
import io.esgoperator.netpol.world.Workload;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that the policies of a world allow: between any two ends, at every port. It says what
 * {@link Evaluator} says of each single connection, without asking for each. A pod's connection to
 * itself is always allowed and not told apart here. Not thread-safe.
 */
public final class Reach {
  private final Evaluator evaluator;
  private final List<EndGroup> groups;
  private final List<TrafficEnd> ends;
  private final Map<Family, PeerAnswers> answers = new EnumMap<>(Family.class);
  private final Map<View, List<Spans>> views = new HashMap<>();
  private final Map<List<PortSpan>, Spans> known = new HashMap<>();
  private final Map<Long, List<PortSpan>> together = new HashMap<>();

  /** The spans of one end; equal ones are one object with one number. */
  private record Spans(int number, List<PortSpan> list) {}

  private record View(int subject, Direction direction, Family family) {}

  private Reach(Evaluator evaluator) {
    this.evaluator = evaluator;
    groups = EndGroups.of(evaluator.world(), evaluator.index());
    ends = groups.stream().map(group -> evaluator.index().end(group.example())).toList();
    for (Family family : Family.values()) {
      answers.put(family, new PeerAnswers(ends, family));
    }
  }

  public static Reach of(Evaluator evaluator) {
    return new Reach(evaluator);
  }

  /**
   * Every workload and every address, in groups that the policies treat alike: the workloads in the
   * order of the world, then the addresses outside, parted where policies part them.
   */
  public List<EndGroup> groups() {
    return groups;
  }

  /**
   * The decisions on all connections between two groups: every port of every protocol, in ascending
   * order.
   *
   * @throws IllegalArgumentException where a group has no address of the family
   */
  public List<PortSpan> between(EndGroup from, EndGroup to, Family family) {
    Spans leaving = view(from, Direction.Outbound, family).get(to.number());
    Spans entering = view(to, Direction.Inbound, family).get(from.number());
    if (leaving == null || entering == null) {
      throw new IllegalArgumentException(
          "%s and %s do not both have %s".formatted(from.example(), to.example(), family));
    }
    return together.computeIfAbsent(
        (long) leaving.number() << Integer.SIZE | entering.number(),
        both -> both(leaving.list(), entering.list()));
  }

  /** The policies of kinds that are not evaluated that may say otherwise. */
  public List<PolicyRef> notEvaluated(EndGroup from, EndGroup to) {
    List<PolicyRef> leaving = notEvaluated(from, Direction.Outbound);
    List<PolicyRef> entering = notEvaluated(to, Direction.Inbound);
    if (leaving.isEmpty() || entering.isEmpty()) {
      return leaving.isEmpty() ? entering : leaving;
    }
    Set<PolicyRef> both = new LinkedHashSet<>(leaving);
    both.addAll(entering);
    return List.copyOf(both);
  }

  private List<PolicyRef> notEvaluated(EndGroup group, Direction direction) {
    return group.example() instanceof Workload workload
        ? evaluator.notEvaluated(workload, direction)
        : List.of();
  }

  private List<Spans> view(EndGroup subject, Direction direction, Family family) {
    View view = new View(subject.number(), direction, family);
    List<Spans> seen = views.get(view);
    if (seen == null) {
      seen =
          new EndView(evaluator, ends, answers.get(family), subject.number(), direction, family)
              .spans().stream().map(this::known).toList();
      views.put(view, seen);
    }
    return seen;
  }

  private Spans known(List<PortSpan> spans) {
    return spans == null
        ? null
        : known.computeIfAbsent(spans, first -> new Spans(known.size(), first));
  }

  /** Both lists have every port of the same protocols. */
  private static List<PortSpan> both(List<PortSpan> leaving, List<PortSpan> entering) {
    List<PortSpan> both = new ArrayList<>();
    int left = 0;
    int right = 0;
    while (left < leaving.size()) {
      PortSpan one = leaving.get(left);
      PortSpan other = entering.get(right);
      PortRange ports =
          new PortRange(
              Math.max(one.ports().first(), other.ports().first()),
              Math.min(one.ports().last(), other.ports().last()));
      PortSpan.add(
          both, new PortSpan(one.protocol(), ports, both(one.decision(), other.decision())));
      left += ports.last() == one.ports().last() ? 1 : 0;
      right += ports.last() == other.ports().last() ? 1 : 0;
    }
    return List.copyOf(both);
  }

  private static Decision both(Decision one, Decision other) {
    if (one == Decision.Denied || other == Decision.Denied) {
      return Decision.Denied;
    }
    return one == Decision.Allowed && other == Decision.Allowed
        ? Decision.Allowed
        : Decision.Unclear;
  }
}
