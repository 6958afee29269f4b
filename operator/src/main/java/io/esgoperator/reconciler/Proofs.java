package io.esgoperator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.diagnose.Canary;
import io.esgoperator.policy.Gateway;
import io.esgoperator.policy.HostAddresses;
import io.esgoperator.status.ControlRound;
import io.esgoperator.status.FinishedRound;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Proves an instance's paths: a round of probes, then its control, then the inbound canary. */
final class Proofs {
  private final ProbeRounds rounds;
  private final ControlProbe controls;
  private final InboundCanary canaries;

  Proofs(ProbeRounds rounds, ControlProbe controls, InboundCanary canaries) {
    this.rounds = rounds;
    this.controls = controls;
    this.canaries = canaries;
  }

  /** Takes what is due one step further. */
  Progress advance(
      EsgInstance instance,
      Round round,
      HostAddresses hosts,
      Gateway gateway,
      Context<EsgInstance> context) {
    Step<FinishedRound> probed = rounds.advance(instance, round, hosts, gateway, context);
    Step<ControlRound> controlled =
        probed instanceof Step.NotDue
            ? controls.advance(instance, hosts, gateway, context)
            : new Step.NotDue<>();
    Step<List<Canary>> canary =
        probed instanceof Step.NotDue && controlled instanceof Step.NotDue
            ? canaries.advance(instance, gateway, context)
            : new Step.NotDue<>();
    return new Progress(probed, controlled, canary);
  }

  /** Nothing is to be proved now. */
  static Progress rest() {
    return new Progress(new Step.NotDue<>(), new Step.NotDue<>(), new Step.NotDue<>());
  }

  /** How far everything is. */
  record Progress(
      Step<FinishedRound> round, Step<ControlRound> control, Step<List<Canary>> canary) {

    /** When to look again; empty while nothing is due. */
    Optional<Duration> pause(Duration afterTheEnd) {
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
