package io.esgoperator.cli.diff;

import io.esgoperator.cli.gateway.PeerText;
import io.esgoperator.model.Grouped;
import io.esgoperator.model.Listing;
import io.esgoperator.netpol.world.AddressRange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The names of ends: workloads whole or in part, all of a namespace, addresses. */
final class EndNames {
  private static final int MOST = 3;

  private final List<ComparedEnd> ends;

  /** The number of ends with pods of a workload. */
  private final Map<String, Integer> parts = new TreeMap<>();

  /** The workloads with a name, whose kinds may differ. */
  private final Map<String, Set<String>> kinds = new TreeMap<>();

  /** The workloads of a namespace. */
  private final Map<String, Set<String>> namespaces = new TreeMap<>();

  EndNames(List<ComparedEnd> ends) {
    this.ends = ends;
    for (ComparedEnd end : ends) {
      for (String workload : end.pods().keySet()) {
        parts.merge(workload, 1, Integer::sum);
        kinds.computeIfAbsent(plain(workload), first -> new HashSet<>()).add(workload);
        namespaces.computeIfAbsent(namespace(workload), first -> new HashSet<>()).add(workload);
      }
    }
  }

  /** Without its kind. */
  private static String plain(String workload) {
    return workload.substring(workload.indexOf(' ') + 1);
  }

  private static String namespace(String workload) {
    return plain(workload).replaceFirst("/.*", "");
  }

  /** The first few of them for people. */
  String of(BitSet numbers) {
    List<String> names = new ArrayList<>(texts(some(numbers)));
    List<AddressRange> addresses = addresses(numbers);
    if (!addresses.isEmpty()) {
      names.add(PeerText.outside(addresses));
    }
    return Listing.of(names, MOST + 1);
  }

  private List<ComparedEnd> some(BitSet numbers) {
    return numbers.stream().mapToObj(ends::get).toList();
  }

  List<AddressRange> addresses(BitSet numbers) {
    return some(numbers).stream()
        .filter(ComparedEnd::isOutside)
        .map(ComparedEnd::addresses)
        .toList();
  }

  /** All of them but addresses, with their kinds; the pods of a workload that is there in part. */
  List<String> workloads(BitSet numbers) {
    return byWorkload(some(numbers)).entrySet().stream()
        .flatMap(
            one ->
                isWhole(one.getKey(), one.getValue())
                    ? Stream.of(one.getKey())
                    : one.getValue().stream()
                        .flatMap(end -> end.pods().get(one.getKey()).stream())
                        .distinct())
        .toList();
  }

  private Map<String, List<ComparedEnd>> byWorkload(List<ComparedEnd> some) {
    Map<String, List<ComparedEnd>> own =
        new TreeMap<>(Comparator.comparing(EndNames::plain).thenComparing(name -> name));
    some.forEach(
        end ->
            end.pods()
                .keySet()
                .forEach(
                    workload ->
                        own.computeIfAbsent(workload, first -> new ArrayList<>()).add(end)));
    return own;
  }

  private boolean isWhole(String workload, List<ComparedEnd> some) {
    return some.size() == parts.get(workload);
  }

  private List<String> texts(List<ComparedEnd> some) {
    Map<String, List<ComparedEnd>> own = byWorkload(some);
    Grouped<String, String> whole = new Grouped<>();
    own.keySet().stream()
        .filter(workload -> isWhole(workload, own.get(workload)))
        .forEach(workload -> whole.add(namespace(workload), workload));
    whole.entrySet().removeIf(one -> !isAll(one.getKey(), one.getValue()));
    Map<String, String> names = new LinkedHashMap<>();
    own.forEach(
        (workload, its) -> {
          String namespace = namespace(workload);
          if (whole.containsKey(namespace)) {
            names.put(namespace, "%s/ (all %d)".formatted(namespace, whole.get(namespace).size()));
          } else {
            names.put(workload, name(workload) + pods(workload, its));
          }
        });
    return List.copyOf(names.values());
  }

  private boolean isAll(String namespace, List<String> workloads) {
    return workloads.size() > 1 && workloads.size() == namespaces.get(namespace).size();
  }

  /** Of two workloads with one name, the kind tells which. */
  private String name(String workload) {
    return kinds.get(plain(workload)).size() > 1 ? workload : plain(workload);
  }

  private String pods(String workload, List<ComparedEnd> some) {
    if (isWhole(workload, some)) {
      return "";
    }
    List<String> names =
        some.stream()
            .flatMap(end -> end.pods().get(workload).stream())
            .map(pod -> plain(pod).replaceFirst(".*/", ""))
            .distinct()
            .toList();
    return " (" + Listing.of(names, MOST) + ")";
  }

  /** The workloads of which each end is as asked. */
  List<String> only(Predicate<ComparedEnd> asked) {
    Map<String, Integer> found = new TreeMap<>();
    ends.stream()
        .filter(asked)
        .forEach(end -> end.pods().keySet().forEach(one -> found.merge(one, 1, Integer::sum)));
    found.entrySet().removeIf(one -> one.getValue() < parts.get(one.getKey()));
    return List.copyOf(found.keySet());
  }

  /** A line with the first few of some workloads; none without one. */
  Stream<String> titled(String title, List<String> workloads) {
    return workloads.isEmpty()
        ? Stream.empty()
        : Stream.of(title + ": " + Listing.of(workloads.stream().map(this::name).toList(), MOST));
  }
}
