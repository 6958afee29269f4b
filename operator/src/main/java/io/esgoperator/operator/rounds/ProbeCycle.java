package io.esgoperator.operator.rounds;

import java.util.function.Function;
import java.util.stream.Stream;

/** Proves an instance's paths: a round of probes, then its control, then the inbound canary. */
public final class ProbeCycle {
  private final ProbeRounds rounds;
  private final ControlProbe controls;
  private final InboundCanary canaries;
  private final RoundGate gate;

  public ProbeCycle(
      ProbeRounds rounds, ControlProbe controls, InboundCanary canaries, RoundGate gate) {
    this.rounds = rounds;
    this.controls = controls;
    this.canaries = canaries;
    this.gate = gate;
  }

  /** The first proof that is due in this pass: whether to rest, to wait, or to act. */
  public Step due(Pass pass) {
    Step due =
        Stream.<Function<Pass, Step>>of(rounds::due, controls::due, canaries::due)
            .map(proof -> proof.apply(pass))
            .filter(step -> !(step instanceof Step.Rest))
            .findFirst()
            .orElseGet(Step.Rest::new);
    if (due instanceof Step.Rest) {
      gate.withdraw(pass.key());
    }
    return due;
  }

  /**
   * Advances the due proof.
   *
   * @param pass with the current gateway, if the proof is to act
   */
  public Step advance(Step due, Pass pass) {
    rounds.clearAway(pass);
    return due instanceof Step.Act act ? act(act.proof(), pass) : due;
  }

  private Step act(Step.Proof proof, Pass pass) {
    return switch (proof) {
      case Round -> rounds.advance(pass);
      case Control -> controls.advance(pass);
      case Canary -> canaries.advance(pass);
    };
  }
}
