package io.esgoperator.netpol;

import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.rule.Traffic;
import io.esgoperator.netpol.rule.TrafficEnd;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that the policies of a world allow: between any two ends, at every port. It says what
 * {@link Evaluator} says of each single connection, without asking for each. A pod's connection to
 * itself is always allowed and not told apart here. Not thread-safe.
 */
public final class AllPairs {
  private static final List<Family> FAMILIES = List.of(Family.values());

  /** Peers of a group that are asked for one by one; to look at all costs more than this many. */
  private static final int FEW = 2;

  private final Evaluator evaluator;
  private final List<EndGroup> groups;
  private final Map<Family, PeerAnswers> answers = new EnumMap<>(Family.class);
  private final Map<Direction, Map<Family, List<View>>> views = new EnumMap<>(Direction.class);
  private final Map<Family, Integer> outside = new EnumMap<>(Family.class);
  private final Map<Direction, List<List<PolicyRef>>> notEvaluated = new EnumMap<>(Direction.class);
  private final Map<List<PortSpan>, Spans> known = new HashMap<>();

  /** The spans of both ends together, by the number of the client's ones, then of the server's. */
  private final Map<Integer, Map<Integer, List<PortSpan>>> together = new HashMap<>();

  /** The spans of one end; equal ones are one object with one number. */
  private record Spans(int number, List<PortSpan> list, boolean isClosed) {
    static Spans of(int number, List<PortSpan> list) {
      return new Spans(number, list, isClosed(list));
    }

    static boolean isClosed(List<PortSpan> list) {
      for (PortSpan span : list) {
        if (span.decision() != Decision.Denied) {
          return false;
        }
      }
      return true;
    }
  }

  private AllPairs(Evaluator evaluator) {
    this.evaluator = evaluator;
    groups = EndGroups.of(evaluator.world(), evaluator.index());
    List<TrafficEnd> ends =
        groups.stream().map(group -> evaluator.index().end(group.example())).toList();
    for (Family family : Family.values()) {
      answers.put(family, new PeerAnswers(groups, ends, family));
    }
    for (Direction direction : Direction.values()) {
      notEvaluated.put(
          direction, groups.stream().map(group -> notEvaluated(group, direction)).toList());
      views.put(direction, new EnumMap<>(Family.class));
      for (Family family : Family.values()) {
        views.get(direction).put(family, new ArrayList<>(Collections.nCopies(groups.size(), null)));
      }
    }
  }

  public static AllPairs of(Evaluator evaluator) {
    return new AllPairs(evaluator);
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
    Spans leaving = view(from, Direction.Outbound, family).towards(to.number());
    Spans entering = view(to, Direction.Inbound, family).towards(from.number());
    if (leaving == null || entering == null) {
      throw new IllegalArgumentException(
          "%s and %s do not both have %s".formatted(from.example(), to.example(), family));
    }
    if (leaving.isClosed() || entering.isClosed()) {
      return leaving.isClosed() ? leaving.list() : entering.list();
    }
    return together
        .computeIfAbsent(leaving.number(), first -> new HashMap<>())
        .computeIfAbsent(entering.number(), first -> both(leaving.list(), entering.list()));
  }

  /**
   * Whether every port is denied in every family that both groups may have, and no policy that is
   * not evaluated may say otherwise.
   */
  public boolean isClosed(EndGroup from, EndGroup to) {
    for (Family family : FAMILIES) {
      Spans leaving = view(from, Direction.Outbound, family).towards(to.number());
      // What the client's end closes needs no view of the server's, which costs as much as all
      // pairs.
      if (leaving != null && !leaving.isClosed()) {
        Spans entering = view(to, Direction.Inbound, family).towards(from.number());
        if (entering != null
            && !entering.isClosed()
            && !Spans.isClosed(between(from, to, family))) {
          return false;
        }
      }
    }
    return notEvaluated(from, to).isEmpty();
  }

  /**
   * Whether the first is the node of the second's pods, to which no policy closes its own pods:
   * such a connection is open whatever other policies say.
   */
  public boolean isFreeNode(EndGroup from, EndGroup to) {
    if (!from.isOutside() || to.isOutside() || !to.mayHave(from.addresses().family())) {
      return false;
    }
    Family family = from.addresses().family();
    Traffic any =
        new Traffic(
            evaluator.index().end(from.example()),
            evaluator.index().end(to.example()),
            Protocol.TCP,
            1,
            family);
    return evaluator.index().isOwnNode(any)
        && between(from, to, family).stream().allMatch(span -> span.decision() == Decision.Allowed);
  }

  /** The policies of kinds that are not evaluated that may say otherwise. */
  public List<PolicyRef> notEvaluated(EndGroup from, EndGroup to) {
    return Evaluator.both(
        notEvaluated.get(Direction.Outbound).get(from.number()),
        notEvaluated.get(Direction.Inbound).get(to.number()));
  }

  private List<PolicyRef> notEvaluated(EndGroup group, Direction direction) {
    return group.example() instanceof Workload workload
        ? evaluator.notEvaluated(workload, direction)
        : List.of();
  }

  private View view(EndGroup subject, Direction direction, Family family) {
    List<View> known = views.get(direction).get(family);
    int number = viewer(subject);
    View seen = known.get(number);
    if (seen == null) {
      seen = new View(new EndView(evaluator, answers.get(family), number, direction, family));
      known.set(number, seen);
    }
    return seen;
  }

  /** What a group's end says to others. */
  private final class View {
    private final EndView end;
    private final Map<Integer, Spans> few = new HashMap<>();
    private List<Spans> all;

    View(EndView end) {
      this.end = end;
    }

    /** Null where one of both has no address of the family. */
    Spans towards(int peer) {
      if (all == null && few.size() < FEW && !few.containsKey(peer)) {
        List<PortSpan> spans = end.spansTowards(peer);
        few.put(peer, spans == null ? null : known(spans));
      }
      if (few.containsKey(peer)) {
        return few.get(peer);
      }
      if (all == null) {
        // The view has one list for all peers with the same answer.
        Map<List<PortSpan>, Spans> lists = new IdentityHashMap<>();
        all =
            end.spans().stream()
                .map(
                    list -> list == null ? null : lists.computeIfAbsent(list, AllPairs.this::known))
                .toList();
      }
      return all.get(peer);
    }
  }

  /** Addresses outside have no policies, so one group of each family stands for all. */
  private int viewer(EndGroup group) {
    return group.isOutside()
        ? outside.computeIfAbsent(group.addresses().family(), first -> group.number())
        : group.number();
  }

  private Spans known(List<PortSpan> spans) {
    return known.computeIfAbsent(spans, first -> Spans.of(known.size(), first));
  }

  private static List<PortSpan> both(List<PortSpan> leaving, List<PortSpan> entering) {
    List<PortSpan> both = new ArrayList<>();
    PortSpan.pair(
        leaving,
        entering,
        (protocol, ports, one, other) ->
            PortSpan.add(both, new PortSpan(protocol, ports, one.and(other))));
    return List.copyOf(both);
  }
}
