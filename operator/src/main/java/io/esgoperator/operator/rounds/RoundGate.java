package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.operator.cluster.KnownInstances;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Limits how many rounds of probes work at once: rounds that compete for processor time would time
 * out and report open paths as closed. Namespaces take turns. While another namespace has
 * instances, one namespace gets at most half of the places, rounded up, and runs at most as many
 * rounds as there are places, slow ones included. So a namespace with hanging probes, or with
 * instances that come and go, delays only its own rounds.
 */
public final class RoundGate {
  private static final Duration STEP = Duration.ofSeconds(2);
  private static final int STEPS_AT_MOST = 15;

  private final int width;
  private final Clock clock;
  private final KnownInstances instances;
  private final Consumer<Duration> waited;
  private final Consumer<InstanceKey> wake;
  private final RunningRounds places = new RunningRounds();
  private final RoundQueue queue = new RoundQueue();

  /**
   * Makes a gate.
   *
   * @param width places, 1 at least
   * @param waited receives how long each round waited for its turn
   * @param wake makes a waiting instance ask again now
   */
  public RoundGate(
      int width,
      Clock clock,
      KnownInstances instances,
      Consumer<Duration> waited,
      Consumer<InstanceKey> wake) {
    this.width = width;
    this.clock = clock;
    this.instances = instances;
    this.waited = waited;
    this.wake = wake;
  }

  /**
   * Asks to begin a round. If the instance still runs another round, that one is abandoned.
   *
   * @param proof names the round
   * @param atMost how long the round can last
   * @return how long to wait before asking again; empty when the round may begin, or has begun
   */
  public Optional<Duration> enter(InstanceKey applicant, String proof, Duration atMost) {
    List<InstanceKey> told = new ArrayList<>();
    Optional<Duration> pause = ask(applicant, proof, atMost, told);
    told.forEach(wake);
    return pause;
  }

  private synchronized Optional<Duration> ask(
      InstanceKey applicant, String proof, Duration atMost, List<InstanceKey> told) {
    Instant now = clock.instant();
    settle(now);
    if (places.isRunning(applicant, proof)) {
      return Optional.empty();
    }
    places.giveUp(applicant, now);
    queue.join(applicant, now);
    List<InstanceKey> order = queue.inTurn();
    List<InstanceKey> next = next(order, now);
    if (next.contains(applicant)) {
      waited.accept(queue.serve(applicant, now));
      places.take(applicant, proof, now, atMost);
      told.addAll(offers(now));
      return Optional.empty();
    }
    Duration pause = pause(order.indexOf(applicant));
    queue.keep(applicant, now, pause);
    told.addAll(queue.offer(next, now));
    return Optional.of(pause);
  }

  private Duration pause(int ahead) {
    return STEP.multipliedBy(Math.min(1 + ahead / width, STEPS_AT_MOST));
  }

  /** The instance's round has ended. */
  void leave(InstanceKey applicant) {
    change(() -> places.leave(applicant));
  }

  /** The instance has nothing to prove now. */
  void withdraw(InstanceKey applicant) {
    change(
        () -> {
          places.giveUp(applicant, clock.instant());
          queue.leave(applicant);
        });
  }

  /** An instance may have been deleted. */
  public void look() {
    change(() -> {});
  }

  private void change(Runnable what) {
    List<InstanceKey> told;
    synchronized (this) {
      what.run();
      settle(clock.instant());
      told = offers(clock.instant());
    }
    told.forEach(wake);
  }

  /** The number of entries for instances, namespaces and places. */
  synchronized int size() {
    settle(clock.instant());
    return places.size() + queue.size();
  }

  private void settle(Instant now) {
    places.settle(now, instances::has);
    queue.settle(now, instances::has);
  }

  private List<InstanceKey> offers(Instant now) {
    return queue.offer(next(queue.inTurn(), now), now);
  }

  /** The instances that may begin now: the first ones whose namespace has a free place. */
  private List<InstanceKey> next(List<InstanceKey> order, Instant now) {
    int free = width - places.held(now);
    Map<String, Integer> room = new HashMap<>();
    List<InstanceKey> next = new ArrayList<>();
    for (InstanceKey applicant : order) {
      if (next.size() >= free) {
        break;
      }
      String namespace = applicant.namespace();
      int left = room.computeIfAbsent(namespace, name -> room(name, now));
      if (left > 0) {
        next.add(applicant);
        room.put(namespace, left - 1);
      }
    }
    return next;
  }

  /** How many more rounds of a namespace may begin. */
  private int room(String namespace, Instant now) {
    return Math.min(
        share(namespace) - places.heldBy(namespace, now), width - places.runningOf(namespace));
  }

  private int share(String namespace) {
    return instances.isAlone(namespace) ? width : (width + 1) / 2;
  }
}
