package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.diagnose.Canary;
import io.esgoperator.diagnose.ControlRound;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.model.HostAddresses;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Proves an instance's paths: a round of probes, then its control, then the inbound canary. */
public final class Proofs {
  private final ProbeRounds rounds;
  private final ControlProbe controls;
  private final InboundCanary canaries;
  private final RoundGate gate;

  public Proofs(ProbeRounds rounds, ControlProbe controls, InboundCanary canaries, RoundGate gate) {
    this.rounds = rounds;
    this.controls = controls;
    this.canaries = canaries;
    this.gate = gate;
  }

  /** The first proof that is due in this pass. */
  public Turn turn(EsgInstance instance, Round round, Context<EsgInstance> context) {
    Turn due =
        Stream.<Supplier<Turn>>of(
                () -> rounds.turn(instance, round, context),
                () -> controls.turn(instance, context),
                () -> canaries.turn(instance, context))
            .map(Supplier::get)
            .filter(turn -> !(turn instanceof Turn.Rest))
            .findFirst()
            .orElseGet(Turn.Rest::new);
    if (due instanceof Turn.Rest) {
      gate.withdraw(InstanceKey.of(instance));
    }
    return due;
  }

  /**
   * Advances the due proof by one step.
   *
   * @param gateway the current one, if it is a turn to act
   */
  public Progress advance(
      Turn turn,
      EsgInstance instance,
      Round round,
      HostAddresses hosts,
      Gateway gateway,
      Context<EsgInstance> context) {
    rounds.clearAway(instance, round, context);
    if (turn instanceof Turn.Wait wait) {
      return new Progress(
          new Step.Pending<>(wait.pause()), new Step.NotDue<>(), new Step.NotDue<>());
    }
    return turn instanceof Turn.Act act
        ? act(act.proof(), instance, round, hosts, gateway, context)
        : rest();
  }

  private Progress act(
      Turn.Proof proof,
      EsgInstance instance,
      Round round,
      HostAddresses hosts,
      Gateway gateway,
      Context<EsgInstance> context) {
    return switch (proof) {
      case Round ->
          new Progress(
              rounds.advance(instance, round, hosts, gateway, context),
              new Step.NotDue<>(),
              new Step.NotDue<>());
      case Control ->
          new Progress(
              new Step.NotDue<>(),
              controls.advance(instance, hosts, gateway, context),
              new Step.NotDue<>());
      case Canary ->
          new Progress(
              new Step.NotDue<>(),
              new Step.NotDue<>(),
              canaries.advance(instance, gateway, context));
    };
  }

  /** Nothing is to be proved now. */
  public static Progress rest() {
    return new Progress(new Step.NotDue<>(), new Step.NotDue<>(), new Step.NotDue<>());
  }

  /** The state of all proofs after the pass. */
  public record Progress(
      Step<FinishedRound> round, Step<ControlRound> control, Step<List<Canary>> canary) {

    /** When to look again; empty while nothing is due. */
    public Optional<Duration> pause(Duration afterTheEnd) {
      return Stream.of(round, control, canary)
          .flatMap(step -> pause(step, afterTheEnd).stream())
          .findFirst();
    }

    private static Optional<Duration> pause(Step<?> step, Duration afterTheEnd) {
      if (step instanceof Step.Pending<?> pending) {
        return Optional.of(pending.pause());
      }
      return step instanceof Step.Finished ? Optional.of(afterTheEnd) : Optional.empty();
    }
  }
}
