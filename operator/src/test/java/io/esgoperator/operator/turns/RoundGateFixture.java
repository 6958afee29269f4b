package io.esgoperator.operator.turns;

import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.operator.cluster.KnownInstances;
import io.esgoperator.operator.settings.RoundLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A gate of two places, and what came of it. */
abstract class RoundGateFixture {
  static final Duration AT_MOST = Duration.ofMinutes(11);
  static final Duration SECOND = Duration.ofSeconds(1);
  static final InstanceKey A = key("alpha", "a");
  static final InstanceKey A2 = key("alpha", "a2");
  static final InstanceKey A3 = key("alpha", "a3");
  static final InstanceKey B = key("beta", "b");
  static final InstanceKey B2 = key("beta", "b2");
  static final InstanceKey C = key("gamma", "c");
  static final InstanceKey D = key("delta", "d");

  final MovableClock clock = new MovableClock();
  final List<Duration> waits = new ArrayList<>();
  final List<InstanceKey> woken = new ArrayList<>();
  final Set<InstanceKey> gone = new HashSet<>();
  boolean alone;
  RoundGate gate = gate(2);

  Optional<Duration> enter(InstanceKey instance) {
    return gate.enter(round(instance, "round"));
  }

  WantedRound round(InstanceKey instance, String id) {
    return new WantedRound(instance, id, clock.instant(), AT_MOST, false, false);
  }

  Optional<Duration> askFor(InstanceKey instance) {
    return gate.enter(
        new WantedRound(instance, "asked for", clock.instant(), AT_MOST, false, true));
  }

  RoundGate gate(int width) {
    return gate(new RoundLimits(width, width, 60));
  }

  RoundGate gate(RoundLimits limits) {
    return new RoundGate(limits, clock, new Known(), waits::add, woken::add);
  }

  static InstanceKey key(String namespace, String name) {
    return new InstanceKey(namespace, name, "uid of " + name);
  }

  private final class Known implements KnownInstances {
    @Override
    public boolean has(InstanceKey instance) {
      return !gone.contains(instance);
    }

    @Override
    public boolean isAlone(String namespace) {
      return alone;
    }
  }
}
