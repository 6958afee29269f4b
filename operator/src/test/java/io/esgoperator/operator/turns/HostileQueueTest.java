package io.esgoperator.operator.turns;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.operator.cluster.KnownInstances;
import io.esgoperator.operator.settings.RoundLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The real gate under a simulated clock: honest instances, and others with hanging probes that are
 * edited every second and deleted and created again at random.
 */
@Tag("slow")
class HostileQueueTest {
  private static final Duration SLOW_ROUND = Duration.ofSeconds(91);
  private static final Duration HONEST_ROUND = Duration.ofSeconds(6);
  private static final Duration AT_MOST = Duration.ofMinutes(11);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TIME = Duration.ofMinutes(5);
  private static final Duration TICK = Duration.ofMillis(500);

  private final MovableClock clock = new MovableClock();
  private final Random chance = new Random(2);
  private final Map<InstanceKey, Instance> instances = new HashMap<>();
  private final PriorityQueue<Ask> asks =
      new PriorityQueue<>((one, other) -> one.at().compareTo(other.at()));
  private final Set<InstanceKey> woken = new HashSet<>();
  private final List<Duration> waits = new ArrayList<>();
  private final RoundGate gate =
      new RoundGate(new RoundLimits(4, 4, 60), clock, new Known(), waited -> {}, woken::add);

  /**
   * Limit for the honest instances. If 20 namespaces have as many rounds as they may, each is
   * served once in 150 s: a place takes 30 s, and there are 4.
   */
  private Duration interval = Duration.ofMinutes(5);

  private int made;

  @Test
  void two_hundred_hostile_instances_of_a_namespace_delay_a_neighbour_by_less_than_a_minute() {
    interval = Duration.ofSeconds(30);
    settle(200, number -> "hostile");
    run(TIME);
    assertThat(waits).hasSizeGreaterThan(6).allMatch(wait -> wait.compareTo(MINUTE) < 0);
  }

  @Test
  void
      two_hundred_hostile_instances_of_twenty_namespaces_delay_a_neighbour_by_less_than_a_minute() {
    interval = Duration.ofSeconds(150);
    settle(200, number -> "hostile-" + number % 20);
    run(TIME);
    assertThat(waits).hasSizeGreaterThan(3).allMatch(wait -> wait.compareTo(MINUTE) < 0);
  }

  @Test
  void instances_that_never_take_their_turn_delay_a_neighbour_by_less_than_a_minute() {
    interval = Duration.ofSeconds(150);
    settle(200, number -> "hostile-" + number % 20);
    instances.values().forEach(instance -> instance.sleeps = !instance.honest);
    run(TIME);
    assertThat(waits).hasSizeGreaterThan(3).allMatch(wait -> wait.compareTo(MINUTE) < 0);
  }

  @Test
  void the_gate_knows_no_more_than_the_instances_that_there_are() {
    settle(20, number -> "hostile");
    run(TIME);
    assertThat(made).as("instances that were made").isGreaterThan(40);
    assertThat(gate.size()).isLessThan(2 * instances.size() + 10);
  }

  private void settle(int hostile, Function<Integer, String> namespaces) {
    for (int number = 0; number < hostile; number++) {
      add(namespaces.apply(number), false, Duration.ofMillis(chance.nextInt(60_000)));
    }
    for (int number = 0; number < 3; number++) {
      add("neighbour-" + number, true, Duration.ofMillis(chance.nextInt(120_000)));
    }
  }

  private void add(String namespace, boolean honest, Duration after) {
    InstanceKey key = new InstanceKey(namespace, "i" + ++made, "uid-" + made);
    instances.put(key, new Instance(honest));
    askAt(clock.instant().plus(after), key);
  }

  /** An instance has one timer; what is set later replaces it. */
  private void askAt(Instant time, InstanceKey key) {
    instances.get(key).asks = time;
    asks.add(new Ask(time, key));
  }

  private void run(Duration time) {
    Instant end = clock.instant().plus(time);
    while (clock.instant().isBefore(end)) {
      clock.advance(TICK);
      if (clock.instant().getNano() == 0) {
        harm();
      }
      while (!asks.isEmpty() && !asks.peek().at().isAfter(clock.instant())) {
        ask(asks.poll());
      }
      List<InstanceKey> now = List.copyOf(woken);
      woken.clear();
      now.stream().filter(instances::containsKey).forEach(key -> pass(key));
    }
  }

  /**
   * Each second every hostile instance is edited and asks for a round, and one of two hundred is
   * replaced.
   */
  private void harm() {
    List<InstanceKey> hostile =
        instances.keySet().stream().filter(key -> !instances.get(key).honest).toList();
    for (InstanceKey key : hostile) {
      Instance instance = instances.get(key);
      instance.proof++;
      instance.ends = null;
      if (chance.nextInt(200) == 0 || chance.nextInt(hostile.size()) < 1) {
        instances.remove(key);
        if (chance.nextBoolean()) {
          gate.look();
        }
        add(key.namespace(), false, Duration.ZERO);
      } else if (!instance.sleeps) {
        askAt(clock.instant(), key);
      }
    }
  }

  private void ask(Ask ask) {
    Instance instance = instances.get(ask.key());
    if (instance != null && ask.at().equals(instance.asks)) {
      pass(ask.key());
    }
  }

  /** What a pass of the reconciler does of a round. */
  private void pass(InstanceKey key) {
    Instance instance = instances.get(key);
    Instant now = clock.instant();
    if (instance.sleeps && instance.since != null
        || instance.honest && now.isBefore(instance.due)) {
      return;
    }
    if (instance.ends != null && !now.isBefore(instance.ends)) {
      gate.leave(key);
      instance.ends = null;
      instance.since = null;
      instance.proof++;
      instance.due = instance.honest ? now.plus(interval) : now;
      askAt(instance.due, key);
      return;
    }
    if (instance.since == null) {
      instance.since = now;
    }
    Optional<Duration> pause =
        gate.enter(
            new WantedRound(
                key, "round-" + instance.proof, clock.instant(), AT_MOST, false, !instance.honest));
    if (pause.isPresent()) {
      askAt(now.plus(pause.get()), key);
    } else if (instance.ends == null) {
      if (instance.honest) {
        waits.add(Duration.between(instance.since, now));
      }
      instance.ends = now.plus(instance.honest ? HONEST_ROUND : SLOW_ROUND);
      askAt(instance.ends, key);
    }
  }

  private record Ask(Instant at, InstanceKey key) {}

  private static final class Instance {
    private final boolean honest;
    private boolean sleeps;
    private int proof;
    private Instant due = Instant.MIN;
    private Instant since;
    private Instant ends;
    private Instant asks;

    private Instance(boolean honest) {
      this.honest = honest;
    }
  }

  private final class Known implements KnownInstances {
    @Override
    public boolean has(InstanceKey instance) {
      return instances.containsKey(instance);
    }

    @Override
    public boolean isAlone(String namespace) {
      return instances.keySet().stream().allMatch(key -> key.namespace().equals(namespace));
    }
  }
}
