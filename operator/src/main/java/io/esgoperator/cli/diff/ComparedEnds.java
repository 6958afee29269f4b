package io.esgoperator.cli.diff;

import io.esgoperator.model.Grouped;
import io.esgoperator.netpol.EndGroup;
import io.esgoperator.netpol.world.AddressRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Parts all ends into those that policies treat alike before and alike after. A workload is the
 * same one by its kind and name; so are its pods, and where their names differ, any of it before is
 * compared with any of it after.
 */
final class ComparedEnds {
  private final Map<String, Map<String, EndGroup>> before;
  private final Map<String, Map<String, EndGroup>> after;
  private final Map<Key, Map<String, List<String>>> pods = new LinkedHashMap<>();

  /** Ends with the same groups; null where there is none. */
  private record Key(EndGroup before, EndGroup after, boolean isSamePods) {}

  private ComparedEnds(
      Map<String, Map<String, EndGroup>> before, Map<String, Map<String, EndGroup>> after) {
    this.before = before;
    this.after = after;
  }

  /** The workloads, then the addresses outside. */
  static List<ComparedEnd> of(PolicyMoment before, PolicyMoment after) {
    List<ComparedEnd> all =
        new ArrayList<>(new ComparedEnds(before.workloads(), after.workloads()).workloads());
    all.addAll(outside(before.outside(), after.outside()));
    return all;
  }

  private List<ComparedEnd> workloads() {
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    names.forEach(
        name -> add(name, before.getOrDefault(name, Map.of()), after.getOrDefault(name, Map.of())));
    return pods.entrySet().stream()
        .map(
            one ->
                new ComparedEnd(
                    one.getValue(),
                    one.getKey().before(),
                    one.getKey().after(),
                    null,
                    one.getKey().isSamePods()))
        .toList();
  }

  private void add(String workload, Map<String, EndGroup> old, Map<String, EndGroup> now) {
    Grouped<EndGroup, String> gone = new Grouped<>();
    Grouped<EndGroup, String> come = new Grouped<>();
    Set<EndGroup> kept = new HashSet<>();
    Set<EndGroup> stay = new HashSet<>();
    old.forEach(
        (pod, group) -> {
          if (now.containsKey(pod)) {
            add(new Key(group, now.get(pod), true), workload, List.of(pod));
            kept.add(group);
            stay.add(now.get(pod));
          } else {
            gone.add(group, pod);
          }
        });
    now.forEach(
        (pod, group) -> {
          if (!old.containsKey(pod)) {
            come.add(group, pod);
          }
        });
    gone.keySet().removeAll(kept);
    come.keySet().removeAll(stay);
    if (gone.isEmpty()) {
      come.forEach((group, names) -> add(new Key(null, group, false), workload, names));
    } else if (come.isEmpty()) {
      gone.forEach((group, names) -> add(new Key(group, null, false), workload, names));
    } else {
      gone.keySet()
          .forEach(
              group ->
                  come.forEach(
                      (other, names) -> add(new Key(group, other, false), workload, names)));
    }
  }

  private void add(Key key, String workload, List<String> names) {
    pods.computeIfAbsent(key, first -> new TreeMap<>())
        .computeIfAbsent(workload, first -> new ArrayList<>())
        .addAll(names);
  }

  /** Both lists have every address of both families, in ascending order. */
  private static List<ComparedEnd> outside(List<EndGroup> before, List<EndGroup> after) {
    List<ComparedEnd> parts = new ArrayList<>();
    int left = 0;
    int right = 0;
    while (left < before.size()) {
      AddressRange one = before.get(left).addresses();
      AddressRange other = after.get(right).addresses();
      parts.add(
          new ComparedEnd(
              Map.of(),
              before.get(left),
              after.get(right),
              new AddressRange(
                  one.family(), one.first().max(other.first()), one.last().min(other.last())),
              true));
      int ends = one.last().compareTo(other.last());
      left += ends <= 0 ? 1 : 0;
      right += ends >= 0 ? 1 : 0;
    }
    return parts;
  }
}
