package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.operator.cluster.ClusterView;
import io.esgoperator.operator.cluster.MonotonicClock;
import io.esgoperator.operator.turns.RoundGate;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Proves an instance's paths: a round of probes, then its control, then the inbound canary; then
 * asks for its names.
 */
public final class ProbeCycle {
  private final ClusterView cluster;
  private final Function<EsgInstance, List<Service>> services;
  private final ProbeRounds rounds;
  private final ControlProbe controls;
  private final InboundCanary canaries;
  private final NamesProbe names;
  private final RoundGate gate;
  private final MonotonicClock clock;

  /** {@code services} are all of an instance's namespace. */
  public ProbeCycle(
      KubernetesClient client,
      ClusterView cluster,
      Function<EsgInstance, List<Service>> services,
      ProbeJobs jobs,
      RoundGate gate,
      MonotonicClock clock) {
    ProbeRuns runs = new ProbeRuns(client, clock);
    this.cluster = cluster;
    this.services = services;
    this.rounds = new ProbeRounds(client, cluster, jobs, runs, gate, clock);
    this.controls = new ControlProbe(cluster, jobs, runs, gate);
    this.canaries = new InboundCanary(cluster, jobs, runs, gate, clock);
    this.names = new NamesProbe(cluster, jobs, runs, gate, clock);
    this.gate = gate;
    this.clock = clock;
  }

  /**
   * The pass with the first proof that is due in it: whether to rest, to wait, or to act. A proof
   * that is to act needs the current gateway.
   */
  public Pass begin(Pass pass) {
    return seeing(due(pass), pass);
  }

  /** The same while the cluster's CRD is not the operator's own: nothing is proved. */
  public Pass hold(Pass pass) {
    return seeing(new Step.HeldUp(), pass);
  }

  private Pass seeing(Step due, Pass pass) {
    return pass.with(
        due,
        cluster.gateway(
            pass.instance(),
            pass.hosts(),
            due instanceof Step.Act,
            services.apply(pass.instance())));
  }

  /** Waits for names that are nearly known: a round without them would miss the paths to them. */
  private Step due(Pass pass) {
    if (pass.hosts().isAwaited(clock.instant())) {
      return new Step.Wait(ProbeRuns.LOOK_AGAIN);
    }
    Step due =
        Stream.<Function<Pass, Step>>of(rounds::due, controls::due, canaries::due, names::due)
            .map(proof -> proof.apply(pass))
            .filter(step -> !(step instanceof Step.Rest))
            .findFirst()
            .orElseGet(Step.Rest::new);
    if (due instanceof Step.Rest) {
      gate.withdraw(pass.key());
    }
    return due;
  }

  /** Advances the proof that is due in the pass. */
  public Step advance(Pass pass) {
    if (pass.due() instanceof Step.HeldUp) {
      return pass.due();
    }
    rounds.clearAway(pass);
    return pass.due() instanceof Step.Act act ? act(act.proof(), pass) : pass.due();
  }

  private Step act(Step.Proof proof, Pass pass) {
    return switch (proof) {
      case Round -> rounds.advance(pass);
      case Control -> controls.advance(pass);
      case Canary -> canaries.advance(pass);
      case Names -> names.advance(pass);
    };
  }
}
