package io.esgoperator.reconciler;

import io.esgoperator.policy.InstanceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rounds that run, and the places that they hold. A round holds a place while its pods start
 * and work; later it only waits for silent peers, which takes no processor time from other rounds.
 */
final class Places {
  /** For how long a round holds its place at most. */
  static final Duration HELD = Duration.ofSeconds(30);

  /**
   * For how long the pods of a round that was given up may still run. Until then its place counts
   * against its own namespace, so that deleting or editing an instance gains no turn.
   */
  static final Duration LINGERING = Duration.ofSeconds(10);

  private final Map<String, Running> running = new HashMap<>();
  private final List<Lingering> lingering = new ArrayList<>();

  /** Forgets what is over, and gives up the rounds whose instance is gone. */
  void settle(Instant now, Predicate<InstanceKey> isThere) {
    lingering.removeIf(left -> !now.isBefore(left.until()));
    running.values().removeIf(round -> !now.isBefore(round.ends()));
    running.values().stream()
        .map(Running::applicant)
        .filter(isThere.negate())
        .toList()
        .forEach(gone -> giveUp(gone, now));
  }

  boolean isRunning(InstanceKey applicant, String proof) {
    Running round = running.get(applicant.uid());
    return round != null && round.proof().equals(proof);
  }

  /**
   * Takes a place.
   *
   * @param proof names the round
   * @param atMost how long the round can last
   */
  void take(InstanceKey applicant, String proof, Instant now, Duration atMost) {
    running.put(applicant.uid(), new Running(applicant, proof, now.plus(HELD), now.plus(atMost)));
  }

  /** The round has ended, and so have its pods. */
  void leave(InstanceKey applicant) {
    running.remove(applicant.uid());
  }

  /** The round was not waited for, if there is one: its pods may need a moment to end. */
  void giveUp(InstanceKey applicant, Instant now) {
    Running round = running.remove(applicant.uid());
    if (round != null && now.isBefore(round.held())) {
      Instant ended = now.plus(LINGERING);
      lingering.add(
          new Lingering(
              applicant.namespace(), ended.isBefore(round.held()) ? ended : round.held()));
    }
  }

  /** How many places are held. */
  int held(Instant now) {
    return (int) holding(now).count();
  }

  /** How many places count against each namespace that has any. */
  Map<String, Long> heldByNamespace(Instant now) {
    return counted(
        Stream.concat(
            holding(now).map(round -> round.applicant().namespace()),
            lingering.stream().map(Lingering::namespace)));
  }

  /** How many rounds of each namespace run, those that only wait for peers too. */
  Map<String, Long> runningByNamespace() {
    return counted(running.values().stream().map(round -> round.applicant().namespace()));
  }

  private static Map<String, Long> counted(Stream<String> namespaces) {
    return namespaces.collect(Collectors.groupingBy(namespace -> namespace, Collectors.counting()));
  }

  int size() {
    return running.size() + lingering.size();
  }

  private Stream<Running> holding(Instant now) {
    return running.values().stream().filter(round -> now.isBefore(round.held()));
  }

  /**
   * A round.
   *
   * @param held until when it holds its place
   * @param ends when it is over in any case
   */
  private record Running(InstanceKey applicant, String proof, Instant held, Instant ends) {}

  /** A place that a namespace has given up too early. */
  private record Lingering(String namespace, Instant until) {}
}
