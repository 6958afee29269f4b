package io.esgoperator.operator.turns;

import io.esgoperator.api.v1alpha1.InstanceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The running rounds, and the places that they hold. A round holds a place while its pods start and
 * work. Later it only waits for silent peers, which takes no processor time from other rounds.
 */
final class RunningRounds {
  /** The longest time for which a round holds its place. */
  static final Duration HELD = Duration.ofSeconds(30);

  /**
   * How long the pods of an abandoned round may still run. Until then its place counts against its
   * own namespace, so that deleting or editing an instance gains no turn.
   */
  static final Duration LINGERING = Duration.ofSeconds(10);

  private final Map<String, Running> running = new HashMap<>();
  private final List<Lingering> lingering = new ArrayList<>();

  /** Removes rounds that are over, and abandons those of deleted instances. */
  void settle(Instant now, Predicate<InstanceKey> isThere) {
    lingering.removeIf(left -> !now.isBefore(left.until()));
    running.values().removeIf(round -> !now.isBefore(round.ends()));
    running.values().stream()
        .map(Running::applicant)
        .filter(isThere.negate())
        .toList()
        .forEach(gone -> giveUp(gone, now));
  }

  boolean isRunning(InstanceKey applicant, String id) {
    Running round = running.get(applicant.uid());
    return round != null && round.wanted().id().equals(id);
  }

  /** Takes a place. */
  void take(WantedRound round, Instant now) {
    running.put(
        round.instance().uid(), new Running(round, now.plus(HELD), now.plus(round.atMost())));
  }

  /** The round and its pods have ended. Returns when it began; empty for one that does not run. */
  Optional<Instant> leave(InstanceKey applicant) {
    return Optional.ofNullable(running.remove(applicant.uid())).map(Running::began);
  }

  /** Abandons the instance's round, if there is one: its pods may need a moment to end. */
  void giveUp(InstanceKey applicant, Instant now) {
    Running round = running.remove(applicant.uid());
    if (round != null && now.isBefore(round.held())) {
      Instant ended = now.plus(LINGERING);
      lingering.add(
          new Lingering(
              applicant.namespace(), ended.isBefore(round.held()) ? ended : round.held()));
    }
  }

  /** The number of places that are held. */
  int held(Instant now) {
    return (int) holding(now).count();
  }

  boolean holdsAskedFor(Instant now) {
    return holding(now).map(Running::wanted).anyMatch(WantedRound::isAskedFor);
  }

  /** The number of places that count against a namespace. */
  int heldBy(String namespace, Instant now) {
    return count(
        Stream.concat(
            holding(now).map(Running::namespace), lingering.stream().map(Lingering::namespace)),
        namespace);
  }

  /** The number of a namespace's running rounds, including those that only wait for peers. */
  int runningOf(String namespace) {
    return count(running.values().stream().map(Running::namespace), namespace);
  }

  private static int count(Stream<String> namespaces, String namespace) {
    return (int) namespaces.filter(namespace::equals).count();
  }

  int size() {
    return running.size() + lingering.size();
  }

  private Stream<Running> holding(Instant now) {
    return running.values().stream().filter(round -> now.isBefore(round.held()));
  }

  /**
   * A running round.
   *
   * @param held until when it holds its place
   * @param ends when it is over in any case
   */
  private record Running(WantedRound wanted, Instant held, Instant ends) {
    InstanceKey applicant() {
      return wanted.instance();
    }

    String namespace() {
      return wanted.namespace();
    }

    Instant began() {
      return held.minus(HELD);
    }
  }

  /** The place of an abandoned round, which still counts against its namespace. */
  private record Lingering(String namespace, Instant until) {}
}
