package io.esgoperator.operator.turns;

import io.esgoperator.api.v1alpha1.InstanceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The instances that wait for a place. Namespaces take turns: the least recently served one is
 * next. Within a namespace the instance that has waited longest is first.
 */
final class RoundQueue {
  /** An instance that is this late with asking again has left the queue. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A namespace that does not take its free place within this time loses a turn. */
  static final Duration OFFER = Duration.ofSeconds(5);

  /** A namespace without instances is forgotten if it was not served for this long. */
  static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final Map<String, Waiting> waiting = new LinkedHashMap<>();

  /** The time of each namespace's last turn, the least recently served namespace first. */
  private final Map<String, Instant> served = new LinkedHashMap<>();

  /** Removes instances that are deleted or have not asked again. */
  void settle(Instant now, Predicate<InstanceKey> isThere) {
    waiting
        .values()
        .removeIf(entry -> now.isAfter(entry.kept()) || !isThere.test(entry.applicant()));
    served.values().removeIf(last -> !now.isBefore(last.plus(REMEMBERED)));
    waiting.replaceAll((uid, entry) -> entry.missed(now) ? lost(entry, now) : entry);
  }

  private Waiting lost(Waiting entry, Instant now) {
    turnOf(entry.applicant().namespace(), now);
    return entry.offeredAt(null);
  }

  /** Appends the instance. One that waits already keeps its turn, whatever it wants now. */
  void join(WantedRound wanted, Instant now) {
    Instant since = wanted.due().isBefore(now) ? wanted.due() : now;
    waiting.merge(
        wanted.instance().uid(),
        new Waiting(wanted, since, now, null),
        (before, fresh) -> before.wanting(wanted));
  }

  /** Keeps the instance in the queue for a pause and {@link #PATIENCE}. */
  void keep(InstanceKey applicant, Instant now, Duration pause) {
    put(waiting.get(applicant.uid()).keptUntil(now.plus(pause).plus(PATIENCE)));
  }

  /** Offers a place to exactly these instances, and returns the newly offered ones. */
  List<InstanceKey> offer(Collection<WantedRound> next, Instant now) {
    Set<InstanceKey> chosen = next.stream().map(WantedRound::instance).collect(Collectors.toSet());
    List<InstanceKey> told = new ArrayList<>();
    waiting.replaceAll(
        (uid, entry) -> {
          if (!chosen.contains(entry.applicant())) {
            return entry.offered() == null ? entry : entry.offeredAt(null);
          }
          if (entry.offered() != null) {
            return entry;
          }
          told.add(entry.applicant());
          return entry.offeredAt(now);
        });
    return told;
  }

  /** Removes the instance: its namespace has had its turn. Returns how late its round begins. */
  Duration serve(InstanceKey applicant, Instant now) {
    turnOf(applicant.namespace(), now);
    return Duration.between(waiting.remove(applicant.uid()).since(), now);
  }

  void leave(InstanceKey applicant) {
    waiting.remove(applicant.uid());
  }

  /** All waiting instances, in the order of the turns. */
  List<WantedRound> inTurn() {
    Map<String, List<WantedRound>> byNamespace =
        waiting.values().stream()
            .map(Waiting::wanted)
            .collect(
                Collectors.groupingBy(
                    WantedRound::namespace, LinkedHashMap::new, Collectors.toList()));
    List<String> order = new ArrayList<>(byNamespace.keySet());
    Map<String, Integer> turns = new HashMap<>();
    served.keySet().forEach(namespace -> turns.put(namespace, turns.size() + 1));
    order.sort((one, other) -> turns.getOrDefault(one, 0) - turns.getOrDefault(other, 0));
    List<WantedRound> sequence = new ArrayList<>();
    for (int turn = 0; sequence.size() < waiting.size(); turn++) {
      for (String namespace : order) {
        List<WantedRound> own = byNamespace.get(namespace);
        if (turn < own.size()) {
          sequence.add(own.get(turn));
        }
      }
    }
    return sequence;
  }

  int size() {
    return waiting.size() + served.size();
  }

  private void turnOf(String namespace, Instant now) {
    served.remove(namespace);
    served.put(namespace, now);
  }

  private void put(Waiting entry) {
    waiting.put(entry.applicant().uid(), entry);
  }

  /**
   * A waiting instance.
   *
   * @param since when its round was due, or when it asked first
   * @param kept until when it must ask again
   * @param offered since when a place is free for it; null while none is
   */
  private record Waiting(WantedRound wanted, Instant since, Instant kept, Instant offered) {
    InstanceKey applicant() {
      return wanted.instance();
    }

    boolean missed(Instant now) {
      return offered != null && !now.isBefore(offered.plus(OFFER));
    }

    Waiting wanting(WantedRound another) {
      return new Waiting(another, since, kept, offered);
    }

    Waiting keptUntil(Instant later) {
      return new Waiting(wanted, since, later, offered);
    }

    Waiting offeredAt(Instant time) {
      return new Waiting(wanted, since, kept, time);
    }
  }
}
