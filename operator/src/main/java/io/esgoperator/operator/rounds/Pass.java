package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.operator.turns.WantedRound;
import io.esgoperator.probe.plan.ProbePlans;
import io.esgoperator.resolve.ResolvedHosts;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Duration;
import java.time.Instant;

/**
 * One pass of the reconciler over an instance, with what it has seen by now.
 *
 * @param round the next one
 * @param due what is due of the proofs; nothing until {@link ProbeCycle} has looked
 * @param gateway unknown until it is clear how current it must be
 */
public record Pass(
    EsgInstance instance,
    Round round,
    ResolvedHosts hosts,
    Step due,
    Gateway gateway,
    Context<EsgInstance> context) {
  /** Time to read a finished round; after it, the round's place is free in any case. */
  private static final Duration CLEARING = Duration.ofSeconds(30);

  public Pass(
      EsgInstance instance, Round round, ResolvedHosts hosts, Context<EsgInstance> context) {
    this(instance, round, hosts, new Step.Rest(), Gateway.unknown(), context);
  }

  /** The same pass, which knows what is due, and has seen the gateway. */
  Pass with(Step proof, Gateway seen) {
    return new Pass(instance, round, hosts, proof, seen, context);
  }

  InstanceKey key() {
    return InstanceKey.of(instance);
  }

  /** The name of a Job of the round. */
  String job(String direction) {
    return round.job(instance, direction);
  }

  /**
   * A round, control, canary or look-up that the instance wants to begin.
   *
   * @param id of its Jobs
   */
  WantedRound wanted(String id, Instant due, boolean publicServers) {
    return new WantedRound(
        key(),
        id,
        due,
        ProbeJobs.deadline(instance).plus(CLEARING),
        publicServers,
        round.isAskedFor(instance));
  }

  boolean asksPublicServers() {
    return ProbePlans.asksPublicServers(instance.getSpec());
  }
}
