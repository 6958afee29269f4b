package io.esgoperator.resolve;

import io.esgoperator.api.v1alpha1.StatusDocument.ResolvedHost;
import io.esgoperator.model.Family;
import io.esgoperator.resolve.KnownHost.Outcome;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The names of one instance and their addresses. Instances share only the resolver's answers. */
final class InstanceNames {
  /** Addresses that all names of an instance have together, at most. */
  static final int ADDRESSES = 1_000;

  private final Map<String, Name> names = new TreeMap<>();
  private SortedSet<String> leftOut = new TreeSet<>();
  private boolean changed;

  /**
   * Takes the names that the instance has now and drops all others. If there are more than {@link
   * ResolvedHosts#MOST}, the names that are known already stay.
   *
   * @param lastGood the addresses in the instance's status
   */
  void take(Set<String> declared, Collection<ResolvedHost> lastGood, Instant now) {
    Map<String, ResolvedHost> remembered =
        lastGood.stream()
            .collect(
                Collectors.toMap(
                    ResolvedHost::host, Function.identity(), (first, second) -> first));
    Set<String> taken =
        declared.stream()
            .sorted(
                Comparator.comparing(
                        (String host) -> !names.containsKey(host) && !remembered.containsKey(host))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(ResolvedHosts.MOST)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    names.keySet().retainAll(taken);
    taken.forEach(host -> names.computeIfAbsent(host, name -> Name.unknown(now)));
    taken.stream()
        .filter(remembered::containsKey)
        .forEach(
            host ->
                names.computeIfPresent(
                    host,
                    (name, before) ->
                        before.with(
                            before.known().recalling(remembered.get(host), room(host), now))));
    leftOut = new TreeSet<>(declared);
    leftOut.removeAll(taken);
  }

  Set<String> hosts() {
    return names.keySet();
  }

  /** The names to look up now; each of them counts as asked from now on. */
  List<String> due(Instant now) {
    List<String> due =
        names.entrySet().stream()
            .filter(name -> name.getValue().asked() == null)
            .filter(name -> name.getValue().known().isDue(now))
            .map(Map.Entry::getKey)
            .toList();
    due.forEach(host -> names.computeIfPresent(host, (name, before) -> before.askedAt(now)));
    return due;
  }

  /**
   * Records the outcome of a look-up.
   *
   * @param at when it ended, which may have been for another instance
   * @return whether the instance should look at its names now
   */
  boolean learn(String host, Map<Family, Outcome> outcomes, Instant at, Instant now) {
    Name before = names.get(host);
    if (before == null) {
      return false;
    }
    Name after = before.answered(before.known().after(outcomes, room(host), at));
    names.put(host, after);
    changed |= !before.answered() || !after.known().host().saysWhat(before.known().host());
    if (!changed || resolved().isJustAsked(now)) {
      return false;
    }
    changed = false;
    return true;
  }

  /** How many addresses the name may have while the other names keep theirs. */
  private int room(String host) {
    return ADDRESSES
        - names.entrySet().stream()
            .filter(name -> !name.getKey().equals(host))
            .mapToInt(name -> name.getValue().known().size())
            .sum();
  }

  ResolvedHosts resolved() {
    Map<String, ResolvedHosts.Host> hosts = new TreeMap<>();
    names.forEach((host, name) -> hosts.put(host, name.host()));
    return new ResolvedHosts(
        hosts,
        names.values().stream()
            .filter(name -> !name.answered())
            .map(Name::named)
            .max(Comparator.naturalOrder())
            .orElse(null),
        leftOut);
  }

  /**
   * One name.
   *
   * @param named since when the instance has it
   * @param asked since when a look-up waits or runs; null while none does
   * @param answered whether a look-up has ended in this process
   */
  private record Name(KnownHost known, Instant named, Instant asked, boolean answered) {
    static Name unknown(Instant now) {
      return new Name(KnownHost.unknown(), now, null, false);
    }

    Name with(KnownHost other) {
      return new Name(other, named, asked, answered);
    }

    Name askedAt(Instant now) {
      return new Name(known, named, now, answered);
    }

    Name answered(KnownHost after) {
      return new Name(after, named, null, true);
    }

    /** A name that is being looked up is due again when its answer may have to be renewed. */
    ResolvedHosts.Host host() {
      ResolvedHosts.Host host = known.host();
      return asked == null ? host : host.whileAsked(asked.plus(KnownHost.FLOOR), !answered);
    }
  }
}
