package io.esgoperator.operator.turns;

import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.operator.cluster.KnownInstances;
import io.esgoperator.operator.settings.RoundLimits;
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
 * Limits how many rounds of probes work at once ({@link RoundsAtOnce}): rounds that compete for
 * processor time would time out and report open paths as closed. Namespaces take turns. While
 * another namespace has instances, one namespace gets at most half of the places, rounded up, and
 * runs at most as many rounds as there are places, slow ones included. So a namespace with hanging
 * probes, or with instances that come and go, delays only its own rounds. One place more is for a
 * round that a user asked for, so that it does not wait behind those that come by themselves.
 */
public final class RoundGate {
  private static final Duration STEP = Duration.ofSeconds(2);
  private static final int STEPS_AT_MOST = 15;

  private final RoundsAtOnce atOnce;
  private final PublicPace pace;
  private final Clock clock;
  private final KnownInstances instances;
  private final Consumer<Duration> late;
  private final Consumer<InstanceKey> wake;
  private final RunningRounds places = new RunningRounds();
  private final RoundQueue queue = new RoundQueue();

  /**
   * @param late receives how late each round begins
   * @param wake makes a waiting instance ask again now
   */
  public RoundGate(
      RoundLimits limits,
      Clock clock,
      KnownInstances instances,
      Consumer<Duration> late,
      Consumer<InstanceKey> wake) {
    this.atOnce = new RoundsAtOnce(limits.atOnce(), limits.most());
    this.pace = new PublicPace(limits.publicAMinute());
    this.clock = clock;
    this.instances = instances;
    this.late = late;
    this.wake = wake;
  }

  /**
   * Asks to begin a round. If the instance still runs another round, that one is abandoned.
   *
   * @return how long to wait before asking again; empty when the round may begin, or has begun
   */
  public Optional<Duration> enter(WantedRound round) {
    List<InstanceKey> told = new ArrayList<>();
    Optional<Duration> pause = ask(round, told);
    told.forEach(wake);
    return pause;
  }

  private synchronized Optional<Duration> ask(WantedRound round, List<InstanceKey> told) {
    InstanceKey applicant = round.instance();
    Instant now = clock.instant();
    settle(now);
    if (places.isRunning(applicant, round.id())) {
      return Optional.empty();
    }
    places.giveUp(applicant, now);
    queue.join(round, now);
    List<WantedRound> order = queue.inTurn();
    List<WantedRound> next = next(order, now);
    if (next.stream().anyMatch(one -> one.instance().equals(applicant))) {
      late.accept(queue.serve(applicant, now));
      begin(round, now);
      told.addAll(offers(now));
      return Optional.empty();
    }
    Duration pause = pause(ahead(order, applicant));
    queue.keep(applicant, now, pause);
    told.addAll(queue.offer(next, now));
    return Optional.of(pause);
  }

  private void begin(WantedRound round, Instant now) {
    places.take(round, now);
    if (round.asksPublicServers()) {
      pace.take(now);
    }
  }

  private static int ahead(List<WantedRound> order, InstanceKey applicant) {
    return order.stream().map(WantedRound::instance).toList().indexOf(applicant);
  }

  private Duration pause(int ahead) {
    return STEP.multipliedBy(Math.min(1 + ahead / atOnce.places(), STEPS_AT_MOST));
  }

  /** The instance's round has ended. */
  public void leave(InstanceKey applicant) {
    change(() -> places.leave(applicant));
  }

  /**
   * The same of a round of which it is known how soon its probes asked.
   *
   * @param start from the round's Jobs until its later probe asked its first peer
   */
  public void leave(InstanceKey applicant, Duration start) {
    change(
        () ->
            places
                .leave(applicant)
                .ifPresent(
                    began -> atOnce.ended(applicant.namespace(), began, start, clock.instant())));
  }

  /** The instance has nothing to prove now. */
  public void withdraw(InstanceKey applicant) {
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

  /** How many rounds may work at once now. */
  public synchronized int places() {
    return atOnce.places();
  }

  private void settle(Instant now) {
    places.settle(now, instances::has);
    queue.settle(now, instances::has);
  }

  private List<InstanceKey> offers(Instant now) {
    return queue.offer(next(queue.inTurn(), now), now);
  }

  /** The rounds that may begin now: the first ones whose namespace has a free place. */
  private List<WantedRound> next(List<WantedRound> order, Instant now) {
    int free = atOnce.places() - places.held(now);
    boolean isSpareFree = !places.holdsAskedFor(now);
    int publicOnes = pace.free(now);
    Map<String, Integer> room = new HashMap<>();
    List<WantedRound> next = new ArrayList<>();
    for (WantedRound round : order) {
      if (round.asksPublicServers() && publicOnes <= 0) {
        continue;
      }
      boolean takesSpare = isSpareFree && round.isAskedFor();
      if (next.size() >= free && !takesSpare) {
        atOnce.wanted();
        continue;
      }
      String namespace = round.namespace();
      int left = room.computeIfAbsent(namespace, name -> room(name, now));
      if (left <= 0) {
        atOnce.wanted();
        continue;
      }
      next.add(round);
      room.put(namespace, left - 1);
      isSpareFree &= !round.isAskedFor();
      publicOnes -= round.asksPublicServers() ? 1 : 0;
    }
    return next;
  }

  /** How many more rounds of a namespace may begin. */
  private int room(String namespace, Instant now) {
    return Math.min(
        share(namespace) - places.heldBy(namespace, now),
        atOnce.places() - places.runningOf(namespace));
  }

  private int share(String namespace) {
    return instances.isAlone(namespace) ? atOnce.places() : (atOnce.places() + 1) / 2;
  }
}
